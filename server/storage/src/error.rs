//! What can go wrong in the database, told apart by what the caller can do about it.
//! Not here: texts for people; a storage error is logged once and never shown.

/// A failed storage function.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    /// A unique rule of the schema refused the row.
    #[error("the row exists already ({0})")]
    Conflict(String),
    /// The database or the way to it failed.
    #[error("database: {0}")]
    Driver(sqlx::Error),
    /// A migration failed or does not fit this program.
    #[error("migration: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// Whoever writes here has been stopped.
    #[error("the writer has been stopped")]
    Closed,
    /// A row holds what this program never writes.
    #[error("inconsistent {table} row: {what}")]
    Inconsistent {
        /// The table.
        table: &'static str,
        /// What is wrong; no personal data.
        what: String,
    },
}

impl From<sqlx::Error> for StorageError {
    fn from(error: sqlx::Error) -> Self {
        match error.as_database_error() {
            Some(db) if db.is_unique_violation() => Self::Conflict(db.constraint().unwrap_or("unique").to_owned()),
            _ => Self::Driver(error),
        }
    }
}
