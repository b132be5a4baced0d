//! Copies of an SQLite database: made while it is used, checked, and put in its place.
//! Not here: PostgreSQL, whose own tools do it.

use crate::Result;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection};
use std::path::Path;
use std::time::Duration;

/// What a file of a database holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contents {
    /// What SQLite finds wrong with it; nothing if it is whole.
    pub problems: Vec<String>,
    /// Each table with the number of its rows, by name.
    pub tables: Vec<(String, i64)>,
}

impl Contents {
    /// Rows of a table; `None` if there is no such table.
    pub fn rows(&self, table: &str) -> Option<i64> {
        self.tables.iter().find(|(name, _)| name == table).map(|(_, rows)| *rows)
    }
}

async fn open(path: &Path) -> Result<SqliteConnection> {
    Ok(SqliteConnectOptions::new().filename(path).busy_timeout(Duration::from_secs(5)).connect().await?)
}

/// Writes what is committed at this moment into a new file. Others go on reading and writing meanwhile.
pub async fn copy_sqlite(from: &Path, to: &Path) -> Result<()> {
    let mut connection = open(from).await?;
    sqlx::query("vacuum into $1").bind(to.to_string_lossy().into_owned()).execute(&mut connection).await?;
    connection.close().await?;
    Ok(())
}

/// Opens a file, has SQLite check every page, index and reference, and counts.
pub async fn check_sqlite(path: &Path) -> Result<Contents> {
    let mut connection = open(path).await?;
    let mut problems: Vec<String> = sqlx::query_scalar("pragma integrity_check").fetch_all(&mut connection).await?;
    problems.retain(|line| line != "ok");
    let orphans = sqlx::query("pragma foreign_key_check").fetch_all(&mut connection).await?.len();
    if orphans > 0 {
        problems.push(format!("{orphans} rows refer to rows that are not there"));
    }
    let names = "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' order by name";
    let names: Vec<String> = sqlx::query_scalar(names).fetch_all(&mut connection).await?;
    let mut tables = Vec::with_capacity(names.len());
    for name in names {
        let count = AssertSqlSafe(format!("select count(*) from \"{}\"", name.replace('"', "\"\"")));
        tables.push((name, sqlx::query_scalar(count).fetch_one(&mut connection).await?));
    }
    connection.close().await?;
    Ok(Contents { problems, tables })
}

/// How often, and how long apart, a database is asked for: connections that were closed a moment ago take one to be gone.
const TRIES: u32 = 20;
const BETWEEN: Duration = Duration::from_millis(100);

/// Folds the log into the file, which only works if nobody else has it open; afterwards the file stands alone.
pub async fn release_sqlite(path: &Path) -> Result<()> {
    let alone = SqliteConnectOptions::new().filename(path).busy_timeout(BETWEEN);
    let alone = alone.journal_mode(SqliteJournalMode::Delete);
    let mut tried = 1;
    loop {
        match alone.connect().await {
            Ok(connection) => return Ok(connection.close().await?),
            Err(error) if tried == TRIES => return Err(error.into()),
            Err(_) => tokio::time::sleep(BETWEEN).await,
        }
        tried += 1;
    }
}
