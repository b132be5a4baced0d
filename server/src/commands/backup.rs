//! `kvitok backup` and `kvitok restore`: a database in one file, made while people use it, and back.
//! Not here: the SQL (see `storage::copies`); the key and the folder of data, which whoever runs this copies himself.

use super::{Ended, Stop, refused};
use crate::config::Config;
use crate::wiring;
use std::ffi::OsString;
use std::fs::{self, File, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use storage::DbUrl;
use storage::copies::{self, Contents};

/// Our own copy of another engine's tool would fall behind it: `pg_dump` must be of the server's version.
const POSTGRES: &str = "this database is PostgreSQL: back it up with `pg_dump -Fc -f FILE` and restore it with \
     `pg_restore --clean --if-exists -d NAME FILE`, of the same version as the server";
const THE_KEY: &str = "The key is not in this file: keep DATA_DIR/secret.key (or KVITOK_SECRET_KEY) in another safe place. \
     Without it links, codes and signing keys are lost; with both, whoever finds them can do what we can.";

fn sqlite(config: &Config) -> Result<&Path, Stop> {
    match &config.database_url {
        DbUrl::Sqlite(path) => Ok(path),
        DbUrl::Postgres(_) => Err(refused(POSTGRES)),
    }
}

/// The path with something after its name.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(OsString::from(ending));
    name.into()
}

/// Only a file that SQLite finds whole and that holds our tables counts.
async fn checked(path: &Path) -> Result<Contents, Stop> {
    let contents = copies::check_sqlite(path).await;
    let contents = contents.map_err(|error| refused(format!("{} is no database of ours: {error}", path.display())))?;
    if let Some(problem) = contents.problems.first() {
        return Err(refused(format!("{} is damaged: {problem}", path.display())));
    }
    if contents.rows("resident").is_none() || contents.rows("message").is_none() {
        return Err(refused(format!("{} is no database of ours: it has no residents and messages", path.display())));
    }
    Ok(contents)
}

fn list(contents: &Contents) {
    for (table, rows) in &contents.tables {
        say!("  {rows:>10}  {table}");
    }
}

/// On the disk, also after a power cut: the file, and its name in the folder.
fn synced(path: &Path) -> std::io::Result<()> {
    File::open(path)?.sync_all()?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder)?.sync_all()
}

/// Writes a copy, opens and checks it, and only then gives it its name.
pub(super) async fn backup(config: &Config, file: &Path) -> Ended {
    let database = sqlite(config)?;
    if !database.exists() {
        return Err(refused(format!("there is no database at {}", database.display())));
    }
    if file.exists() {
        return Err(refused(format!("{} is there already; a backup never overwrites", file.display())));
    }
    let partial = beside(file, ".part");
    let _ = fs::remove_file(&partial);
    let made = async {
        // Made first, so that nobody else can read it while it is written.
        File::create_new(&partial).and_then(|file| file.set_permissions(Permissions::from_mode(0o600))).map_err(refused)?;
        copies::copy_sqlite(database, &partial).await.map_err(refused)?;
        let contents = checked(&partial).await?;
        synced(&partial).map_err(refused)?;
        fs::rename(&partial, file).and_then(|()| synced(file)).map_err(refused)?;
        Ok(contents)
    };
    let contents = made.await.inspect_err(|_: &Stop| drop(fs::remove_file(&partial)))?;
    say!("{}: whole, with", file.display());
    list(&contents);
    say!("{THE_KEY}");
    Ok(())
}

/// Puts a backup in the place of the database. What was there is kept beside it.
pub(super) async fn restore(config: &Config, file: &Path, replace: bool) -> Ended {
    let database = sqlite(config)?;
    let contents = checked(file).await?;
    let before = beside(database, ".before-restore");
    if database.exists() {
        let there = copies::check_sqlite(database).await.map(|there| there.rows("resident").unwrap_or_default());
        match there {
            Ok(0) => {}
            _ if replace => {}
            Ok(residents) => {
                let text =
                    "has residents: nothing was changed. With --replace it is put aside and the backup takes its place";
                return Err(refused(format!("{} {text} ({residents})", database.display())));
            }
            Err(error) => {
                let text = "cannot be read; with --replace it is put aside and the backup takes its place";
                return Err(refused(format!("{} {text}: {error}", database.display())));
            }
        }
        if before.exists() {
            return Err(refused(format!("{} is there from an earlier restore: move it away first", before.display())));
        }
        if copies::release_sqlite(database).await.is_err() && there_is_a_log(database) {
            return Err(refused("somebody uses the database: stop `serve` and every `worker` first"));
        }
    } else if let Some(folder) = database.parent() {
        fs::create_dir_all(folder).map_err(refused)?;
    }
    let partial = beside(database, ".part");
    fs::copy(file, &partial).map_err(refused)?;
    fs::set_permissions(&partial, Permissions::from_mode(0o600)).map_err(refused)?;
    if checked(&partial).await? != contents {
        return Err(refused(format!("{} changed while it was copied", file.display())));
    }
    synced(&partial).map_err(refused)?;
    if database.exists() {
        fs::rename(database, &before).map_err(refused)?;
    }
    fs::rename(&partial, database).and_then(|()| synced(database)).map_err(refused)?;
    // Brings the schema up to this program's version, and shows that the program can work with it.
    let cabinet = wiring::open(config).await?;
    cabinet.db.close().await;
    say!("{} is back, with", database.display());
    list(&contents);
    if before.exists() {
        say!("What was there before is in {}.", before.display());
    }
    say!(
        "Next: `kvitok consents verify`. Messages that were sent after the backup was made are queued again in it: see the runbook before `serve`."
    );
    Ok(())
}

/// Whether SQLite's log lies beside the file: somebody has it open, or died with it.
fn there_is_a_log(database: &Path) -> bool {
    beside(database, "-wal").exists()
}
