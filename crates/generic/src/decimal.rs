//! Numbers in reasons, written without the search for the shortest decimal that floating-point formatting is.

/// A larger number of hundredths has more digits than an `f32` tells apart.
const MAX_HUNDREDTHS: f32 = 999_999.0;

/// Writes a number rounded to hundredths as `Display` does: no more digits than it has.
pub(crate) fn push_rounded(number: f32, to: &mut String) {
    let hundredths = number * 100.0;
    if hundredths.is_nan() || hundredths.abs() > MAX_HUNDREDTHS {
        to.push_str(&(hundredths.round() / 100.0).to_string());
        return;
    }
    if hundredths.is_sign_negative() {
        to.push('-');
    }
    // In double precision the sum is exact, and what is cut off rounds as `round` does.
    let hundredths = (f64::from(hundredths.abs()) + 0.5) as u32;
    push_whole(hundredths / 100, to);
    let (tenth, hundredth) = (hundredths / 10 % 10, hundredths % 10);
    if tenth + hundredth > 0 {
        to.push('.');
        push_digit(tenth, to);
    }
    if hundredth > 0 {
        push_digit(hundredth, to);
    }
}

/// A share from 0 to 1 with two digits behind the point, as `{:.2}` gives it.
pub(crate) fn hundredths(share: f32) -> String {
    // In double precision the product is exact, so that halves are seen as such.
    let hundredths = (f64::from(share) * 100.0).round_ties_even() as u32;
    let mut text = String::with_capacity(4);
    push_whole(hundredths / 100, &mut text);
    text.push('.');
    push_digit(hundredths / 10 % 10, &mut text);
    push_digit(hundredths % 10, &mut text);
    text
}

fn push_whole(number: u32, to: &mut String) {
    if number < 10 {
        return push_digit(number, to);
    }
    // The digits from the last, so many as there are.
    let (mut digits, mut begin, mut rest) = ([b'0'; 10], 10, number);
    while rest > 0 {
        begin -= 1;
        digits[begin] = b'0' + (rest % 10) as u8;
        rest /= 10;
    }
    to.push_str(std::str::from_utf8(&digits[begin..]).unwrap_or_default());
}

fn push_digit(digit: u32, to: &mut String) {
    to.push(char::from(b'0' + (digit % 10) as u8));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_rounded(number: f32) {
        let mut text = String::new();
        push_rounded(number, &mut text);
        assert_eq!(text, ((number * 100.0).round() / 100.0).to_string(), "{number:?}");
    }

    #[test]
    fn numbers_are_written_as_the_standard_library_does() {
        for number in [0.0, -0.0, 0.004, -0.004, 0.1, 7.0, -1000.0, 9_999.99, 10_000.0, 123_456.7, 1e12, f32::NAN] {
            check_rounded(number);
        }
        for step in -20_000_i16..20_000 {
            check_rounded(f32::from(step) * 0.017);
        }
    }

    #[test]
    fn shares_are_written_as_the_standard_library_does() {
        for step in 0..=4096_u16 {
            for share in [f32::from(step) / 4096.0, f32::from(step) / 3999.0] {
                assert_eq!(hundredths(share), format!("{share:.2}"));
            }
        }
    }
}
