//! Statements with many rows of values, of a few fixed sizes so that each is prepared once.
//! Not here: which table they go to.

use crate::Engine;
use std::fmt::Write;
use uuid::Uuid;

/// Rows of a full batch: below SQLite's 32 766 and PostgreSQL's 65 535 parameters for up to 60 columns.
pub(crate) const BATCH: usize = 500;

/// The condition that a column is among ids, which go as one text into the parameter `place`; and that text.
pub(crate) fn among(engine: Engine, place: usize, ids: impl IntoIterator<Item = Uuid>) -> (String, String) {
    let ids: Vec<_> = ids.into_iter().map(|id| id.simple().to_string()).collect();
    match engine {
        Engine::Sqlite => {
            (format!("in (select unhex(value) from json_each(${place}))"), serde_json::to_string(&ids).unwrap_or_default())
        }
        Engine::Postgres => (format!("= any(${place}::text::uuid[])"), format!("{{{}}}", ids.join(","))),
    }
}

/// `prefix values ($1, $2), ($3, $4) … suffix` for `rows` rows of `columns` columns.
///
/// On SQLite the parameters are bare `?`: it looks each named or numbered one up in a list, which makes thousands of them
/// cost the square (a register took seven seconds instead of one).
pub(crate) fn values_sql(engine: Engine, prefix: &str, columns: usize, rows: usize, suffix: &str) -> String {
    let mut sql = String::with_capacity(prefix.len() + suffix.len() + rows * columns * 7);
    sql.push_str(prefix);
    sql.push_str(" values ");
    for row in 0..rows {
        sql.push_str(if row == 0 { "(" } else { ", (" });
        for column in 1..=columns {
            let comma = if column == 1 { "" } else { ", " };
            match engine {
                Engine::Sqlite => write!(sql, "{comma}?"),
                Engine::Postgres => write!(sql, "{comma}${}", row * columns + column),
            }
            .expect("writing to a String cannot fail");
        }
        sql.push(')');
    }
    sql.push(' ');
    sql.push_str(suffix);
    sql
}
