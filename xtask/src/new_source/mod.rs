//! `cargo xtask new-source`: a new source whose fixtures pass at once.

use std::path::{Path, PathBuf};

use regex::Regex;

use crate::error::Error;
use crate::files::Mode;
use crate::{codegen, fixtures, workspace};

mod templates;

/// Make a new source: its TOML file, fixtures with goldens and, unless it is of TOML alone, its plugin.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Name of the source: a lower-case letter, then lower-case letters, digits and `_`
    name: String,
    /// Make no plugin: the TOML file is the whole source
    #[arg(long)]
    toml_only: bool,
    /// Host of the site [default: NAME.example]
    #[arg(long, value_name = "HOST")]
    host: Option<String>,
    /// Name of the paper as it is printed [default: NAME with spaces and capitals]
    #[arg(long, value_name = "TITLE")]
    title: Option<String>,
    /// Language of the paper (BCP 47), for names of months and weekdays; the pages that are written as fixtures are English
    /// all the same
    #[arg(long, value_name = "TAG", default_value = "en")]
    language: String,
}

/// What the files are made of.
#[derive(Debug)]
struct Plan {
    name: String,
    title: String,
    host: String,
    language: String,
    plugin: bool,
}

/// Names that would be confused with something else: of the extractor, and of the crates of the workspace.
const RESERVED: [&str; 3] = ["generic", "default", "auto"];

/// Longest name, in bytes.
const MAX_NAME_BYTES: usize = 64;

/// Runs the task.
pub(crate) fn run(args: &Args) -> Result<(), Error> {
    let root = workspace::root();
    let plan = Plan::new(args)?;
    plan.check_free(&root)?;
    if let Some(owner) = crate::extraction::engine()?.source_of_host(&plan.host) {
        let owner = &owner.info().name;
        return Err(Error::Problem(format!(
            "host {:?} belongs to source {owner:?}: give another with --host",
            plan.host
        )));
    }
    for file in plan.write(&root)? {
        println!("wrote {}", file.display());
    }
    for file in codegen::generate_lists(&root, Mode::Write)? {
        println!("wrote {file}");
    }
    if plan.plugin && workspace::has(&root, "fmt") {
        workspace::run(workspace::cargo(&root).args(["fmt", "--package", &plan.package()]))?;
    }
    if !plan.plugin {
        fixtures::run(&fixtures::Args::of(&plan.name, true))?;
        plan.tell_next();
        return Ok(());
    }
    eprintln!(
        "building cargo xtask with the new source, whose goldens it then writes: from cold that takes more than ten minutes; \
         should it be interrupted, {}",
        plan.rest()
    );
    // A new process: this one was built without the new plugin.
    let fixtures = |flags: &[&str]| {
        let mut command = workspace::cargo(&root);
        command.args(["run", "--package", "xtask", "--", "fixtures", &plan.name]).args(flags);
        workspace::run(&mut command)
    };
    fixtures(&["--bless"])?;
    fixtures(&[])?;
    workspace::run(workspace::cargo(&root).args(["test", "--quiet", "--package", &plan.package()]))?;
    plan.tell_next();
    Ok(())
}

impl Plan {
    fn new(args: &Args) -> Result<Self, Error> {
        let name = &args.name;
        let sound = name.len() <= MAX_NAME_BYTES
            && name.starts_with(|first: char| first.is_ascii_lowercase())
            && name
                .chars()
                .all(|character| character.is_ascii_lowercase() || character.is_ascii_digit() || character == '_');
        if !sound {
            return Err(Error::Problem(format!(
                "{name:?} cannot name a source: take a lower-case letter, then lower-case letters, digits and _"
            )));
        }
        if RESERVED.contains(&name.as_str()) {
            return Err(Error::Problem(format!("{name:?} has a meaning of its own: take another name")));
        }
        let host = args.host.clone().unwrap_or_else(|| format!("{}.example", name.replace('_', "-")));
        let sound = !host.is_empty()
            && host.contains('.')
            && host.split('.').all(|label| !label.is_empty())
            && host.chars().all(|character| {
                character.is_ascii_lowercase() || character.is_ascii_digit() || "-.".contains(character)
            });
        if !sound {
            return Err(Error::Problem(format!(
                "{host:?} is no host: give one like courier.example, without scheme and path"
            )));
        }
        let title = args.title.clone().unwrap_or_else(|| title(name));
        // It goes into patterns, markup and Rust: other signs would each have to be written otherwise there.
        let is_sound = Regex::new(r"^[\p{Alphabetic}\p{M}\p{N}\u{200C}\u{200D} .-]+$").expect("the pattern is sound");
        if title.trim() != title || !is_sound.is_match(&title) {
            return Err(Error::Problem(format!(
                "{title:?} cannot be filled in: take letters, digits, spaces, - and . here, and write the rest into the files"
            )));
        }
        let mut subtags = args.language.split('-');
        let sound = subtags.next().is_some_and(|first| {
            (2..=3).contains(&first.len()) && first.chars().all(|character| character.is_ascii_lowercase())
        }) && subtags.all(|subtag| {
            (1..=8).contains(&subtag.len()) && subtag.chars().all(|character| character.is_ascii_alphanumeric())
        });
        if !sound {
            return Err(Error::Problem(format!("{:?} is no language tag: give one like de or pt-BR", args.language)));
        }
        let language = args.language.clone();
        Ok(Self { name: name.clone(), title, host, language, plugin: !args.toml_only })
    }

    /// Says that it is done, and what comes next.
    fn tell_next(&self) {
        println!("source {:?} is there and its fixtures pass", self.name);
        println!(
            "next: put the site's own words into {} and its fixtures; CONTRIBUTING.md says how",
            self.toml().display()
        );
    }

    /// The package of the plugin.
    fn package(&self) -> String {
        format!("copydesk-source-{}", self.name)
    }

    fn toml(&self) -> PathBuf {
        Path::new("config/sources").join(format!("{}.toml", self.name))
    }

    fn plugin_directory(&self) -> PathBuf {
        Path::new("plugins").join(&self.name)
    }

    fn fixtures(&self) -> PathBuf {
        if self.plugin {
            self.plugin_directory().join("fixtures")
        } else {
            Path::new("config/fixtures").join(&self.name)
        }
    }

    /// The files, relative to the workspace.
    fn files(&self) -> Vec<(PathBuf, String)> {
        let mut files = vec![
            (self.toml(), templates::toml(self)),
            (self.fixtures().join("harbour-bridge.html"), templates::html(self)),
            (self.fixtures().join("night-ferry.txt"), templates::text(self)),
        ];
        if self.plugin {
            let directory = self.plugin_directory();
            files.push((directory.join("Cargo.toml"), templates::manifest(self)));
            files.push((directory.join("src/lib.rs"), templates::library(self)));
            files.push((directory.join("tests/cases.rs"), templates::cases(self)));
        }
        files
    }

    /// How to go on where only the files are written.
    fn rest(&self) -> String {
        format!("go on with `cargo xtask codegen`, then `cargo xtask fixtures --bless {}`", self.name)
    }

    /// Refuses where any of the files, or a directory of the source, is there.
    fn check_free(&self, root: &Path) -> Result<(), Error> {
        let toml_fixtures = Path::new("config/fixtures").join(&self.name);
        for place in [self.toml(), self.plugin_directory(), toml_fixtures] {
            if root.join(&place).exists() {
                return Err(Error::Problem(format!(
                    "{} is there already: take another name, or change what is there; where an earlier call was \
                     interrupted, {}",
                    place.display(),
                    self.rest()
                )));
            }
        }
        Ok(())
    }

    /// Writes the files.
    fn write(&self, root: &Path) -> Result<Vec<PathBuf>, Error> {
        let mut written = Vec::new();
        for (file, contents) in self.files() {
            let path = root.join(&file);
            let directory = path.parent().expect("a file of the workspace has a directory");
            std::fs::create_dir_all(directory).map_err(|source| Error::io("make", directory, source))?;
            std::fs::write(&path, contents).map_err(|source| Error::io("write", &path, source))?;
            written.push(file);
        }
        Ok(written)
    }

    /// The name of the extractor's type. The ending keeps it apart from what the crate imports, and from keywords.
    fn type_name(&self) -> String {
        title(&self.name).split(' ').chain(["Cleaner"]).collect()
    }
}

/// `evening_post` → `Evening Post`.
fn title(name: &str) -> String {
    let words = name.split('_').filter(|word| !word.is_empty()).map(|word| {
        let (first, rest) = word.split_at(1);
        first.to_ascii_uppercase() + rest
    });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(name: &str, toml_only: bool, host: Option<&str>) -> Result<Plan, Error> {
        let (name, host) = (name.to_owned(), host.map(str::to_owned));
        Plan::new(&Args { name, toml_only, host, title: None, language: "en".to_owned() })
    }

    fn called(title: &str, language: &str) -> Result<Plan, Error> {
        let (title, language) = (Some(title.to_owned()), language.to_owned());
        Plan::new(&Args { name: "abend_post".to_owned(), toml_only: true, host: None, title, language })
    }

    #[test]
    fn names_and_hosts_are_checked() {
        for name in ["", "Courier", "1st", "the-courier", "_courier", "courier.", "generic", "../courier", "käfer"] {
            assert!(plan(name, false, None).is_err(), "{name:?}");
        }
        for host in ["", "https://courier.example", "courier", "courier..example", "Courier.example", "a.example/b"] {
            assert!(plan("courier", false, Some(host)).is_err(), "{host:?}");
        }
        let plan = plan("evening_post_2", false, None).expect("the name is sound");
        assert_eq!((plan.host.as_str(), plan.title.as_str()), ("evening-post-2.example", "Evening Post 2"));
        assert_eq!(plan.type_name(), "EveningPost2Cleaner");
    }

    #[test]
    fn title_and_language_go_into_the_file() {
        for (title, language) in [
            ("Abendpost Süd", "de-AT"),
            ("ไทยรัฐ", "th"),
            ("ข่าวสด", "th"),
            ("दैनिक जागरण", "hi"),
            ("প্রথম আলো", "bn"),
            ("மலர்", "ta"),
            ("می\u{200C}خواهم", "fa"),
        ] {
            let plan = called(title, language).expect("both are sound");
            let table: toml::Table = templates::toml(&plan).parse().expect("it is TOML");
            assert_eq!(table["title"].as_str(), Some(title));
            assert_eq!(table["languages"].as_array().and_then(|tags| tags[0].as_str()), Some(language));
            let prompt = format!("Sign up for the {title} newsletter");
            assert_eq!(table["recognise"][0]["text"].as_str(), Some(prompt.as_str()));
            assert!(templates::html(&plan).contains(&format!("<p>{prompt}</p>")));
            assert_eq!(plan.type_name(), "AbendPostCleaner");
        }
        for (title, language) in [("", "de"), ("Post'", "de"), ("A & B", "de"), ("Post", "German"), ("Post", "de-")] {
            assert!(called(title, language).is_err(), "{title:?}, {language:?}");
        }
    }

    #[test]
    fn titles_may_hold_the_words_of_templates() {
        let plan = called("GHOST TYPE NAME", "en").expect("both are sound");
        assert!(templates::html(&plan).contains("content=\"GHOST TYPE NAME\""), "{}", templates::html(&plan));
        assert!(templates::library(&plan).contains("title: \"GHOST TYPE NAME\".to_owned()"));
    }

    #[test]
    fn a_plugin_gets_all_its_files_once() {
        let scratch = tempfile::tempdir().expect("a scratch directory can be made");
        let plan = plan("evening_post", false, Some("post.example")).expect("the name is sound");
        plan.check_free(scratch.path()).expect("nothing is in the way");
        let written = plan.write(scratch.path()).expect("the files can be written");
        for file in
            ["Cargo.toml", "src/lib.rs", "tests/cases.rs", "fixtures/harbour-bridge.html", "fixtures/night-ferry.txt"]
        {
            assert!(written.contains(&Path::new("plugins/evening_post").join(file)), "{file}");
        }
        let library =
            std::fs::read_to_string(scratch.path().join("plugins/evening_post/src/lib.rs")).expect("it is there");
        for section in ["# Site", "# Recognises", "# Cleans", "# Known gaps"] {
            assert!(library.contains(section), "{section}");
        }
        let again = plan.check_free(scratch.path()).expect_err("it is there already").to_string();
        let rest = "`cargo xtask codegen`, then `cargo xtask fixtures --bless evening_post`";
        assert!(again.contains("is there already") && again.ends_with(rest), "{again}");
    }

    #[test]
    fn a_source_of_toml_alone_names_no_plugin() {
        let scratch = tempfile::tempdir().expect("a scratch directory can be made");
        let plan = plan("gazette", true, None).expect("the name is sound");
        plan.write(scratch.path()).expect("the files can be written");
        assert!(!scratch.path().join("plugins").exists());
        assert!(scratch.path().join("config/fixtures/gazette/night-ferry.txt").is_file());
        let text = std::fs::read_to_string(scratch.path().join("config/sources/gazette.toml")).expect("it is there");
        let table: toml::Table = text.parse().expect("it is TOML");
        assert!(table.get("plugin").is_none());
        assert_eq!(table["name"].as_str(), Some("gazette"));
    }

    #[test]
    fn the_plugins_toml_names_it() {
        let plan = plan("courier", false, None).expect("the name is sound");
        let table: toml::Table = templates::toml(&plan).parse().expect("it is TOML");
        assert_eq!(table["plugin"].as_str(), Some("courier"));
        let manifest: toml::Table = templates::manifest(&plan).parse().expect("it is TOML");
        assert_eq!(manifest["package"]["name"].as_str(), Some("copydesk-source-courier"));
    }
}
