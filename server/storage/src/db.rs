//! Connecting to either engine, and the transaction that every storage function takes.
//! Not here: SQL of aggregates.

use crate::Result;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{PgPool, Postgres, Sqlite, SqlitePool, Transaction};
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;

/// Runs one body for whichever engine the transaction is of; `$c` is its connection.
macro_rules! on {
    ($tx:expr, $c:ident => $body:expr) => {
        match $tx {
            $crate::Tx::Sqlite(inner) => {
                let $c = &mut **inner;
                $body
            }
            $crate::Tx::Postgres(inner) => {
                let $c = &mut **inner;
                $body
            }
        }
    };
}
pub(crate) use on;

/// Where the database is: `sqlite://PATH` or `postgres://USER@HOST/NAME`.
#[derive(Clone, Debug)]
pub enum DbUrl {
    /// A file of its own.
    Sqlite(PathBuf),
    /// A server that speaks PostgreSQL's protocol.
    Postgres(Box<PgConnectOptions>),
}

/// The text is not a database address.
#[derive(Debug, thiserror::Error)]
#[error("KVITOK_DATABASE_URL is sqlite://PATH (sqlite://data/kvitok.db) or postgres://USER:PASSWORD@HOST:PORT/NAME")]
pub struct DbUrlError;

impl FromStr for DbUrl {
    type Err = DbUrlError;
    fn from_str(text: &str) -> std::result::Result<Self, DbUrlError> {
        if let Some(path) = text.strip_prefix("sqlite://").or_else(|| text.strip_prefix("sqlite:")) {
            return if path.is_empty() { Err(DbUrlError) } else { Ok(Self::Sqlite(path.into())) };
        }
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return text.parse().map(|options| Self::Postgres(Box::new(options))).map_err(|_| DbUrlError);
        }
        Err(DbUrlError)
    }
}

/// Which engine answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// The embedded default.
    Sqlite,
    /// For several servers.
    Postgres,
}

/// The database: on SQLite one writer and several readers, on PostgreSQL a pool.
#[derive(Clone, Debug)]
pub struct Db(Inner);

#[derive(Clone, Debug)]
enum Inner {
    Sqlite { writer: SqlitePool, readers: SqlitePool },
    Postgres(PgPool),
}

/// A transaction on either engine. Dropped without [`Tx::commit`], it changes nothing.
#[derive(Debug)]
pub enum Tx {
    /// On SQLite.
    Sqlite(Transaction<'static, Sqlite>),
    /// On PostgreSQL.
    Postgres(Transaction<'static, Postgres>),
}

impl Db {
    /// Opens the database; a missing SQLite file and its folder are made.
    pub async fn connect(url: &DbUrl) -> Result<Self> {
        match url {
            DbUrl::Sqlite(path) => Self::connect_sqlite(path).await,
            DbUrl::Postgres(options) => {
                let pool = PgPoolOptions::new()
                    .max_connections(16)
                    .acquire_timeout(Duration::from_secs(10))
                    .connect_with((**options).clone())
                    .await?;
                Ok(Self(Inner::Postgres(pool)))
            }
        }
    }

    async fn connect_sqlite(path: &Path) -> Result<Self> {
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder).map_err(sqlx::Error::Io)?;
        }
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // FULL: a consent or a sent mark that was answered for must survive a power cut; bulk work commits in
            // chunks, so the price is a few syncs.
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            // A whole register is one transaction: another process waits for it instead of failing.
            .busy_timeout(Duration::from_mins(1))
            .pragma("temp_store", "memory")
            .pragma("cache_size", "-32000")
            .pragma("mmap_size", "134217728");
        let writer = SqlitePoolOptions::new().max_connections(1).acquire_timeout(Duration::from_mins(1));
        let writer = writer.connect_with(options.clone()).await?;
        let readers = SqlitePoolOptions::new().max_connections(6).connect_lazy_with(options.read_only(true));
        Ok(Self(Inner::Sqlite { writer, readers }))
    }

    /// The same database by connections of its own, made when they are needed: work in the mass takes none of those that
    /// people wait for. On SQLite the one writer stays the same.
    #[must_use]
    pub fn beside(&self) -> Self {
        Self(match &self.0 {
            Inner::Sqlite { writer, readers } => Inner::Sqlite {
                writer: writer.clone(),
                readers: SqlitePoolOptions::new().max_connections(4).connect_lazy_with((*readers.connect_options()).clone()),
            },
            Inner::Postgres(pool) => Inner::Postgres(
                PgPoolOptions::new()
                    .max_connections(8)
                    .acquire_timeout(Duration::from_secs(10))
                    .connect_lazy_with((*pool.connect_options()).clone()),
            ),
        })
    }

    /// Which engine this is.
    pub fn engine(&self) -> Engine {
        match self.0 {
            Inner::Sqlite { .. } => Engine::Sqlite,
            Inner::Postgres(_) => Engine::Postgres,
        }
    }

    /// Brings the schema up to this program's version.
    pub async fn migrate(&self) -> Result<()> {
        match &self.0 {
            Inner::Sqlite { writer, .. } => sqlx::migrate!("migrations/sqlite").run(writer).await?,
            Inner::Postgres(pool) => sqlx::migrate!("migrations/postgres").run(pool).await?,
        }
        Ok(())
    }

    /// Makes a database beside this one; only PostgreSQL has several. The name must be letters, digits and underscores.
    pub async fn create_database(&self, name: &str) -> Result<()> {
        let plain = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        if let (Inner::Postgres(pool), true) = (&self.0, plain) {
            sqlx::query(sqlx::AssertSqlSafe(format!("create database {name}"))).execute(pool).await?;
        }
        Ok(())
    }

    /// A transaction that may write. On SQLite it takes the write lock at once, so that it can never fail half-way
    /// because another connection wrote in between.
    pub async fn write(&self) -> Result<Tx> {
        Ok(match &self.0 {
            Inner::Sqlite { writer, .. } => Tx::Sqlite(begin_sqlite(writer).await?),
            Inner::Postgres(pool) => Tx::Postgres(pool.begin().await?),
        })
    }

    /// A transaction that only reads, and sees one moment from its first query to its last.
    pub async fn read(&self) -> Result<Tx> {
        Ok(match &self.0 {
            Inner::Sqlite { readers, .. } => Tx::Sqlite(readers.begin().await?),
            // Without a level each query would see a moment of its own: a head read before a chain that grew since.
            Inner::Postgres(pool) => {
                Tx::Postgres(pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY").await?)
            }
        })
    }

    /// Closes the connections of a [`Db::beside`], but not the writer that it shares.
    pub async fn close_readers(&self) {
        match &self.0 {
            Inner::Sqlite { readers, .. } => readers.close().await,
            Inner::Postgres(pool) => pool.close().await,
        }
    }

    /// Closes every connection; on SQLite the log is folded into the file.
    pub async fn close(&self) {
        match &self.0 {
            Inner::Sqlite { writer, readers } => {
                readers.close().await;
                writer.close().await;
            }
            Inner::Postgres(pool) => pool.close().await,
        }
    }
}

/// Takes the write lock. A full disk ends a transaction of SQLite's by itself, and the connection that did not see it end
/// begins no other one for ever: it is let go, and a new one tries.
async fn begin_sqlite(writer: &SqlitePool) -> Result<Transaction<'static, Sqlite>> {
    match writer.begin_with("BEGIN IMMEDIATE").await {
        Ok(tx) => Ok(tx),
        // SQLITE_BUSY: another process writes, and has been waited for long enough.
        Err(error) if error.as_database_error().is_some_and(|error| error.code().as_deref() == Some("5")) => {
            Err(error.into())
        }
        Err(_) => {
            writer.acquire().await?.close().await?;
            Ok(writer.begin_with("BEGIN IMMEDIATE").await?)
        }
    }
}

impl Tx {
    /// Makes everything since the start of the transaction true.
    pub async fn commit(self) -> Result<()> {
        match self {
            Self::Sqlite(tx) => tx.commit().await?,
            Self::Postgres(tx) => tx.commit().await?,
        }
        Ok(())
    }

    /// Which engine this is.
    pub fn engine(&self) -> Engine {
        match self {
            Self::Sqlite(_) => Engine::Sqlite,
            Self::Postgres(_) => Engine::Postgres,
        }
    }
}
