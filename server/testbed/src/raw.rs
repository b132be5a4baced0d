//! SQL past the program: what a fault, a forger or a curious administrator could do to a database.
//! Not here: anything the program itself does (see `storage`).

use crate::World;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};

enum Raw {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

impl World {
    async fn raw(&self) -> Raw {
        if let Some(path) = self.url.strip_prefix("sqlite://") {
            let options = SqliteConnectOptions::new().filename(path);
            Raw::Sqlite(SqliteConnection::connect_with(&options).await.expect("the file of this world"))
        } else {
            Raw::Postgres(PgConnection::connect(&self.url).await.expect("the database of this world"))
        }
    }

    /// Runs statements on a connection of their own.
    pub async fn sql(&self, sql: &str) {
        let query = sqlx::raw_sql(AssertSqlSafe(sql));
        match self.raw().await {
            Raw::Sqlite(mut c) => query.execute(&mut c).await.map(drop),
            Raw::Postgres(mut c) => query.execute(&mut c).await.map(drop),
        }
        .expect("a test knows the schema");
    }

    /// The answer of a query with one column of text, on a connection of its own.
    pub async fn texts(&self, sql: &str) -> Vec<String> {
        match self.raw().await {
            Raw::Sqlite(mut c) => sqlx::query_scalar(AssertSqlSafe(sql)).fetch_all(&mut c).await,
            Raw::Postgres(mut c) => sqlx::query_scalar(AssertSqlSafe(sql)).fetch_all(&mut c).await,
        }
        .expect("a test knows the schema")
    }

    /// How many rows a table has, all of them or those of a condition: `rows("message where state = 'sent'")`.
    pub async fn rows(&self, from: &str) -> i64 {
        let counts = self.texts(&format!("select cast(count(*) as text) from {from}")).await;
        counts.first().and_then(|count| count.parse().ok()).expect("count answers with a number")
    }

    /// The names of the tables, in order, but for the one that counts migrations.
    pub async fn tables(&self) -> Vec<String> {
        let sql = if self.url.starts_with("sqlite") {
            "select name from sqlite_master where type = 'table' and name not like 'sqlite%' order by name"
        } else {
            "select table_name::text from information_schema.tables where table_schema = 'public' order by table_name"
        };
        let mut tables = self.texts(sql).await;
        tables.retain(|name| !name.starts_with("_sqlx"));
        tables
    }

    /// Every value of every table, as text: to search for what must not be there.
    pub async fn dump(&self) -> String {
        let mut out = String::new();
        for table in self.tables().await {
            let sql = if self.url.starts_with("sqlite") {
                let columns = self.texts(&format!("select name from pragma_table_info('{table}')")).await;
                let quoted: Vec<String> = columns.iter().map(|column| format!("quote({column})")).collect();
                format!("select {} from {table}", quoted.join(" || '|' || "))
            } else {
                format!("select t::text from {table} t")
            };
            for row in self.texts(&sql).await {
                out.push_str(&row);
                out.push('\n');
            }
        }
        out
    }
}
