//! `kvitok backup` and `kvitok restore`.
//! Not here: copying and checking files (see the contract of `storage`).

use crate::{kvitok, said};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

/// A town with residents, in a folder.
fn town(folder: &Path, residents: &str) {
    let (register, suppliers) = (folder.join("register.csv"), folder.join("suppliers.csv"));
    let (register, suppliers) = (register.to_str().unwrap(), suppliers.to_str().unwrap());
    let generate = ["generate-register", "--accounts", "60", "--period", "2026-10", "--seed", "1", "--output", register];
    for arguments in [
        &[&generate[..], &["--suppliers-output", suppliers]].concat()[..],
        &["import", "suppliers", suppliers],
        &["import", "register", register],
        &["generate-residents", "--count", residents, "--seed", "1"],
    ] {
        let (code, text) = said(&kvitok(folder, arguments));
        assert_eq!(code, 0, "{arguments:?}: {text}");
    }
}

#[test]
fn a_backup_is_restored_where_nobody_lives_and_over_residents_only_when_asked() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    town(folder, "7");
    let file = folder.join("backup.db");
    let file = file.to_str().unwrap();
    let (code, text) = said(&kvitok(folder, &["backup", file]));
    assert!(code == 0 && text.contains("         7  resident\n") && text.contains("secret.key"), "{text}");
    assert_eq!(fs::metadata(file).unwrap().permissions().mode() & 0o777, 0o600);
    let (code, text) = said(&kvitok(folder, &["backup", file]));
    assert!(code == 1 && text.contains("never overwrites"), "{text}");

    let (code, text) = said(&kvitok(folder, &["restore", file]));
    assert!(code == 1 && text.contains("has residents: nothing was changed"), "{text}");
    let (code, text) = said(&kvitok(folder, &["restore", file, "--replace"]));
    assert!(code == 0 && text.contains("         7  resident\n") && text.contains("before-restore"), "{text}");
    assert!(folder.join("kvitok.db.before-restore").exists());
    let (code, text) = said(&kvitok(folder, &["restore", file, "--replace"]));
    assert!(code == 1 && text.contains("move it away first"), "{text}");

    let elsewhere = tempfile::tempdir().unwrap();
    fs::copy(folder.join("secret.key"), elsewhere.path().join("secret.key")).unwrap();
    let (code, text) = said(&kvitok(elsewhere.path(), &["restore", file]));
    assert_eq!(code, 0, "{text}");
    let (code, text) = said(&kvitok(elsewhere.path(), &["consents", "verify"]));
    assert_eq!(code, 0, "{text}");
}

#[test]
fn what_is_no_backup_is_refused_and_leaves_everything_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    assert_eq!(said(&kvitok(folder, &["migrate"])).0, 0);
    let file = folder.join("backup.db");
    let file = file.to_str().unwrap();
    assert_eq!(said(&kvitok(folder, &["backup", file])).0, 0);
    let mut bytes = fs::read(file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..].fill(0x5a);
    let damaged = folder.join("damaged.db");
    fs::write(&damaged, bytes).unwrap();
    let before = fs::read(folder.join("kvitok.db")).unwrap();
    for wrong in [damaged.to_str().unwrap(), "no-such-file.db", file.trim_end_matches("backup.db")] {
        let (code, text) = said(&kvitok(folder, &["restore", wrong, "--replace"]));
        assert!(code == 1 && text.starts_with("kvitok: "), "{wrong}: {text}");
    }
    assert_eq!(fs::read(folder.join("kvitok.db")).unwrap(), before);
    assert!(!folder.join("kvitok.db.before-restore").exists());
}

#[test]
fn a_database_in_use_is_backed_up_and_not_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    assert_eq!(said(&kvitok(folder, &["migrate"])).0, 0);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let url = format!("sqlite://{}", folder.join("kvitok.db").display());
    let db = runtime.block_on(storage::Db::connect(&url.parse().unwrap())).unwrap();
    let tx = runtime.block_on(db.write()).unwrap();
    let file = folder.join("backup.db");
    let file = file.to_str().unwrap();
    let (code, text) = said(&kvitok(folder, &["backup", file]));
    assert_eq!(code, 0, "{text}");
    let (code, text) = said(&kvitok(folder, &["restore", file]));
    assert!(code == 1 && text.contains("stop `serve` and every `worker` first"), "{text}");
    runtime.block_on(async {
        drop(tx);
        db.close().await;
    });
    let (code, text) = said(&kvitok(folder, &["restore", file]));
    assert_eq!(code, 0, "{text}");
}

#[test]
fn postgresql_has_its_own_tools_and_the_command_says_which() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_kvitok"));
    command.args(["backup", "x"]).env_clear().env("KVITOK_DATABASE_URL", "postgres://nobody@127.0.0.1:1/x");
    let (code, text) = said(&command.current_dir(folder.path()).output().unwrap());
    assert!(code == 1 && text.contains("pg_dump"), "{text}");
}
