//! The house rules that no compiler checks: which room may know which, what reaches the browser, what a file looks like.
//! Not here: lints (see `Cargo.toml` and `clippy.toml`), licences and bans of crates (see `deny.toml`).

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Which rooms each room may know; `testbed` only for its tests. The picture of it is in docs/architecture.md.
const ARROWS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("storage", &["domain"]),
    ("documents", &["domain"]),
    ("registers", &["domain"]),
    ("cabinet", &["documents", "domain", "registers", "storage"]),
    ("messaging", &["cabinet", "domain"]),
    ("payments", &["cabinet", "domain"]),
    ("app", &["cabinet", "domain"]),
    ("frontend", &["app"]),
    ("kvitok", &["app", "cabinet", "documents", "domain", "messaging", "payments", "registers", "storage"]),
    ("testbed", &["cabinet", "domain", "registers", "storage"]),
];

/// What must not reach the browser: heavy, or of no use there, or the server's own.
const NOT_IN_WASM: &[&str] = &[
    "argon2",
    "axum",
    "cabinet",
    "chrono",
    "documents",
    "hayro",
    "jiff",
    "rand",
    "registers",
    "reqwest",
    "sqlx",
    "storage",
    "tokio",
    "tracing-subscriber",
];

/// The longest file of Rust, in lines.
const LONGEST: usize = 600;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the workspace is where it was compiled")
}

fn cargo(arguments: &[&str]) -> String {
    let out = Command::new(env!("CARGO")).args(arguments).args(["--offline", "--locked"]).current_dir(root()).output();
    let out = out.expect("cargo runs");
    assert!(out.status.success(), "cargo {}: {}", arguments.join(" "), String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).expect("cargo writes UTF-8")
}

/// The packages of the workspace as `cargo metadata` has them.
fn packages() -> Vec<Value> {
    let text = cargo(&["metadata", "--format-version", "1", "--no-deps"]);
    let metadata: Value = serde_json::from_str(&text).expect("cargo writes JSON");
    metadata["packages"].as_array().expect("a list of packages").clone()
}

fn name(value: &Value) -> &str {
    value["name"].as_str().expect("everything has a name")
}

/// The dependencies of a package that are rooms of ours: name, whether only for tests, whether optional.
fn rooms(package: &Value) -> Vec<(&str, bool, bool)> {
    let all = package["dependencies"].as_array().expect("a list of dependencies");
    let ours = all.iter().filter(|dependency| ARROWS.iter().any(|(room, _)| *room == name(dependency)));
    ours.map(|dependency| (name(dependency), dependency["kind"] == "dev", dependency["optional"] == true)).collect()
}

/// Files below a folder with this ending, leaving out what is built or fetched.
fn files(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of the project").flatten() {
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        if path.is_dir() && !name.starts_with('.') && !["target", "node_modules"].contains(&name.as_str()) {
            files(&path, ending, found);
        } else if name.ends_with(ending) {
            found.push(path);
        }
    }
}

fn all(ending: &str) -> Vec<(String, String)> {
    let (root, mut found) = (root(), Vec::new());
    files(&root, ending, &mut found);
    found.sort();
    let shown = |path: &Path| path.strip_prefix(&root).expect("listed below it").display().to_string();
    found.iter().map(|path| (shown(path), fs::read_to_string(path).expect("text in UTF-8"))).collect()
}

#[test]
fn arrows_between_rooms_go_one_way() {
    let mut wrong = Vec::new();
    let packages = packages();
    let names: BTreeSet<&str> = packages.iter().map(name).collect();
    assert_eq!(names, ARROWS.iter().map(|(room, _)| *room).collect(), "every room has its line in ARROWS");
    let allowed: BTreeMap<&str, &[&str]> = ARROWS.iter().copied().collect();
    for package in &packages {
        let room = name(package);
        for (other, for_tests, optional) in rooms(package) {
            match other {
                "testbed" if !for_tests => wrong.push(format!("{room} depends on testbed outside its tests")),
                _ if for_tests => {}
                _ if !allowed[room].contains(&other) => wrong.push(format!("{room} must not know {other}")),
                // Else the cabinet would be compiled into the WASM.
                "cabinet" if room == "app" && !optional => wrong.push("app must take cabinet with `ssr` only".to_owned()),
                _ => {}
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn the_browser_gets_nothing_of_the_server() {
    let graph =
        ["tree", "-p", "frontend", "--target", "wasm32-unknown-unknown", "-e", "normal,no-proc-macro", "--prefix", "none"];
    let names = |text: &str| -> BTreeSet<String> {
        text.lines().filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect()
    };
    let found = names(&cargo(&graph));
    assert!(found.contains("leptos"), "this is not the graph of a page");
    let server: Vec<_> = NOT_IN_WASM.iter().filter(|name| found.contains(**name)).collect();
    assert_eq!(server, Vec::<&&str>::new());
    // Leptos' own configuration brings it for reading Cargo.toml; nothing in the browser calls that, so the linker
    // leaves it out. From anywhere else it would be in.
    if found.contains("regex") {
        let by_whom = names(&cargo(&[&graph[..], &["-i", "regex", "--depth", "1"]].concat()));
        assert_eq!(by_whom, ["leptos_config", "regex"].map(str::to_owned).into());
    }
}

#[test]
fn pages_hold_nothing_that_is_bound_to_one_thread() {
    // The server drops what a page held on any of its threads; a value bound to one of them then takes the answer along.
    let bound = |text: &str| ["new_local(", "SendWrapper", "LocalStorage"].iter().any(|word| text.contains(word));
    let pages = all(".rs").into_iter().filter(|(path, _)| path.starts_with("app/src/"));
    let found: Vec<String> = pages.filter(|(_, text)| bound(text)).map(|(path, _)| path).collect();
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn every_file_of_rust_says_what_lives_in_it_and_what_does_not() {
    let says = |text: &str| {
        let head: Vec<&str> = text.lines().take_while(|line| line.starts_with("//!")).take(3).collect();
        head.len() >= 2 && head[1..].iter().any(|line| line.contains("Not here"))
    };
    let silent: Vec<String> = all(".rs").into_iter().filter(|(_, text)| !says(text)).map(|(path, _)| path).collect();
    assert_eq!(silent, Vec::<String>::new());
}

#[test]
fn no_file_of_rust_is_too_long_to_read() {
    let long = all(".rs").into_iter().map(|(path, text)| (path, text.lines().count())).filter(|(_, lines)| *lines > LONGEST);
    assert_eq!(long.collect::<Vec<_>>(), Vec::new());
}

/// What a document points at: the targets of its links, from its own folder, and paths in backquotes, from the root.
fn pointed_at(path: &str, text: &str) -> Vec<PathBuf> {
    let folder = Path::new(path).parent().unwrap_or(Path::new(""));
    let links = text.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next());
    let pictures = text.split("src=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let local =
        links.chain(pictures).filter(|link| !link.is_empty() && !link.contains("://") && !link.starts_with("mailto:"));
    let quoted = text.split('`').skip(1).step_by(2);
    let ours = ["app/", "docs/", "end2end/", "frontend/", "public/", "scripts/", "server/", "style/"];
    let paths = quoted.filter(|span| ours.iter().any(|start| span.starts_with(start)));
    let plain = paths.filter(|span| !span.contains([' ', '\n', '*', '{', '<', '…']));
    local.map(|link| folder.join(link)).chain(plain.map(PathBuf::from)).collect()
}

#[test]
fn documents_point_only_at_what_is_there() {
    let root = root();
    let mut lost = Vec::new();
    for (path, text) in all(".md") {
        let missing = pointed_at(&path, &text).into_iter().filter(|target| !root.join(target).exists());
        lost.extend(missing.map(|target| format!("{path}: {}", target.display())));
    }
    assert_eq!(lost, Vec::<String>::new());
}

#[test]
fn links_and_paths_are_found_in_a_document() {
    let text =
        "See [money](../a.md#sums), [us](https://x.example/), `server/src/main.rs`, `server/**`.\n\n```\nserver/no\n```\n";
    assert_eq!(pointed_at("docs/b.md", text), ["docs/../a.md", "server/src/main.rs"].map(PathBuf::from));
}

#[test]
fn every_dependency_and_every_setting_is_explained() {
    let read = |path: &str| fs::read_to_string(root().join(path)).expect("it is in the repository");
    let mut silent = Vec::new();
    let (dependencies, packages) = (read("docs/dependencies.md"), packages());
    for package in &packages {
        for dependency in package["dependencies"].as_array().expect("a list of dependencies").iter().map(name) {
            let ours = ARROWS.iter().any(|(room, _)| *room == dependency);
            if !ours && !dependencies.contains(&format!("`{dependency}`")) {
                silent.push(format!("docs/dependencies.md: {dependency} of {}", name(package)));
            }
        }
    }
    let (settings, config) = (read("docs/settings.md"), read("server/src/config.rs"));
    let keys: Vec<&str> = config.split("key(").skip(1).filter_map(|rest| rest.split('"').nth(1)).collect();
    assert!(keys.contains(&"database_url"), "the keys are no longer found in config.rs");
    let unknown = keys.iter().map(|key| format!("KVITOK_{}", key.to_uppercase())).filter(|key| !settings.contains(key));
    silent.extend(unknown.map(|key| format!("docs/settings.md: {key}")));
    assert_eq!(silent, Vec::<String>::new());
}
