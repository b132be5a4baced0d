//! Commands as an operator runs them: exit codes, what is said, what is left on the disk.
//! Not here: use cases (see `cabinet/tests`), pages.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod backup;
mod checking;
mod doctor;

use std::path::Path;
use std::process::{Command, Output};

/// Runs `kvitok` with a database of the test's own; other settings of the machine do not reach it.
fn kvitok(folder: &Path, arguments: &[&str]) -> Output {
    kvitok_with(folder, arguments, &[])
}

/// With further settings.
fn kvitok_with(folder: &Path, arguments: &[&str], settings: &[(&str, &str)]) -> Output {
    let database = format!("sqlite://{}", folder.join("kvitok.db").display());
    let mut command = Command::new(env!("CARGO_BIN_EXE_kvitok"));
    command.args(arguments).env_clear().env("KVITOK_DATABASE_URL", database).env("KVITOK_DATA_DIR", folder);
    command.envs(settings.iter().copied());
    command.output().unwrap()
}

/// What it said, and its exit code.
fn said(output: &Output) -> (i32, String) {
    let text = [&output.stdout[..], &output.stderr[..]].concat();
    (output.status.code().unwrap(), String::from_utf8(text).unwrap())
}
