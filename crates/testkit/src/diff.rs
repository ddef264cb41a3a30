//! The difference between two texts, line by line.

/// Unchanged lines shown around a change.
const CONTEXT: usize = 3;
/// Beyond this many pairs of changed lines no alignment is sought: all old lines are shown, then all new ones.
const MAX_PAIRS: usize = 4_000_000;

/// Renders a difference: `-` before lines of `old`, `+` before lines of `new`, two spaces before lines of both.
pub(crate) fn render(old: &str, new: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let head = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let tail = old[head..].iter().rev().zip(new[head..].iter().rev()).take_while(|(a, b)| a == b).count();
    let mut lines: Vec<(char, &str)> = old[..head].iter().map(|line| (' ', *line)).collect();
    align(&old[head..old.len() - tail], &new[head..new.len() - tail], &mut lines);
    lines.extend(old[old.len() - tail..].iter().map(|line| (' ', *line)));
    show(&lines)
}

/// Aligns by the longest common subsequence.
fn align<'t>(old: &[&'t str], new: &[&'t str], lines: &mut Vec<(char, &'t str)>) {
    let width = new.len() + 1;
    if old.len() * new.len() > MAX_PAIRS {
        lines.extend(old.iter().map(|line| ('-', *line)));
        lines.extend(new.iter().map(|line| ('+', *line)));
        return;
    }
    let mut common = vec![0_u32; (old.len() + 1) * width];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            common[i * width + j] = if old[i] == new[j] {
                common[(i + 1) * width + j + 1] + 1
            } else {
                common[(i + 1) * width + j].max(common[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            lines.push((' ', old[i]));
            (i, j) = (i + 1, j + 1);
        } else if j == new.len() || (i < old.len() && common[(i + 1) * width + j] >= common[i * width + j + 1]) {
            lines.push(('-', old[i]));
            i += 1;
        } else {
            lines.push(('+', new[j]));
            j += 1;
        }
    }
}

/// The changed lines with their surroundings; a line of dots stands for what is left out.
fn show(lines: &[(char, &str)]) -> String {
    let near = |at: usize| {
        let around = at.saturating_sub(CONTEXT)..(at + CONTEXT + 1).min(lines.len());
        lines[around].iter().any(|(mark, _)| *mark != ' ')
    };
    let mut text = String::new();
    let mut left_out = false;
    for (at, (mark, line)) in lines.iter().enumerate() {
        if near(at) {
            text.push(*mark);
            text.push(' ');
            text.push_str(line);
            text.push('\n');
        } else if !left_out || (at > 0 && near(at - 1)) {
            text.push_str("  …\n");
        }
        left_out = !near(at);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(old: &str, new: &str, expected: &str) {
        assert_eq!(render(old, new), expected);
    }

    #[test]
    fn shows_what_changed_and_its_surroundings() {
        check("a\nb\nc", "a\nb\nc", "  …\n");
        check("a\nb\nc", "a\nx\nc", "  a\n- b\n+ x\n  c\n");
        check("a\nb\nc", "a\nb\nm\nc", "  a\n  b\n+ m\n  c\n");
        check("1\n2\n3\n4\n5\n6", "1\n2\n3\n4\n5\nx", "  …\n  3\n  4\n  5\n- 6\n+ x\n");
        check("", "a", "+ a\n");
    }
}
