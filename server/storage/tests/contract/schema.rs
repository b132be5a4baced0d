//! The two folders of migrations make one logical schema.
//! Not here: SQL of aggregates, which runs on both engines all over this suite.

use std::collections::BTreeSet;
use storage::Engine;
use testbed::World;

/// A schema as sentences: columns with kind, nullability and default, keys, indexes, references.
type Schema = BTreeSet<String>;

/// The kind of a column, as far as both engines can tell kinds apart.
fn kind(name: &str) -> &str {
    match name {
        "integer" | "bigint" | "boolean" => "number",
        "blob" | "bytea" | "uuid" => "bytes",
        other => other,
    }
}

/// A default as both engines would write it.
fn default(text: &str) -> &str {
    match text {
        "false" => "0",
        // PostgreSQL names the kind of a text.
        other => other.trim_end_matches("::text"),
    }
}

/// `table|column|type|nullable|default` to a sentence.
fn column(row: &str) -> String {
    let fields: Vec<&str> = row.split('|').collect();
    let [table, column, type_, nullable, value] = fields[..] else { panic!("five fields: {row}") };
    let nullable = if matches!(nullable, "YES" | "1") { "may be null" } else { "is never null" };
    format!("{table}.{column} is {} and {nullable}, default {:?}", kind(&type_.to_lowercase()), default(value))
}

const SQLITE: [&str; 4] = [
    "select m.name || '|' || c.name || '|' || c.type || '|' || (c.\"notnull\" = 0 and c.pk = 0) || '|' || coalesce(c.dflt_value, '')
     from sqlite_master m join pragma_table_info(m.name) c where m.type = 'table' and m.name not like '%sqlx%'",
    "select m.name || ' has the primary key ' || (
        select group_concat(name, ', ') from (select name from pragma_table_info(m.name) where pk > 0 order by pk))
     from sqlite_master m where m.type = 'table' and m.name not like '%sqlx%'",
    "select m.name || case when i.\"unique\" then ' has a unique ' else ' has an ' end || case when i.partial then 'partial ' else '' end
        || 'index on ' || (select group_concat(name, ', ') from (select name from pragma_index_info(i.name) order by seqno))
     from sqlite_master m join pragma_index_list(m.name) i
     where m.type = 'table' and i.origin <> 'pk' and m.name not like '%sqlx%'",
    "select m.name || '.' || f.\"from\" || ' refers to ' || f.\"table\" || '.' || f.\"to\"
     from sqlite_master m join pragma_foreign_key_list(m.name) f where m.type = 'table'",
];

const POSTGRES: [&str; 4] = [
    "select table_name || '|' || column_name || '|' || data_type || '|' || is_nullable || '|' || coalesce(column_default, '')
     from information_schema.columns where table_schema = 'public' and table_name not like '%sqlx%'",
    "select t.relname || ' has the primary key ' || (
        select string_agg(a.attname, ', ' order by k.place) from unnest(i.indkey) with ordinality k (number, place)
        join pg_attribute a on a.attrelid = t.oid and a.attnum = k.number)
     from pg_index i join pg_class t on t.oid = i.indrelid join pg_namespace n on n.oid = t.relnamespace
     where n.nspname = 'public' and i.indisprimary and t.relname not like '%sqlx%'",
    "select t.relname || case when i.indisunique then ' has a unique ' else ' has an ' end
        || case when i.indpred is not null then 'partial ' else '' end || 'index on ' || (
        select string_agg(a.attname, ', ' order by k.place) from unnest(i.indkey) with ordinality k (number, place)
        join pg_attribute a on a.attrelid = t.oid and a.attnum = k.number)
     from pg_index i join pg_class t on t.oid = i.indrelid join pg_namespace n on n.oid = t.relnamespace
     where n.nspname = 'public' and not i.indisprimary and t.relname not like '%sqlx%'",
    "select t.relname || '.' || a.attname || ' refers to ' || r.relname || '.' || b.attname
     from pg_constraint f join pg_class t on t.oid = f.conrelid join pg_class r on r.oid = f.confrelid
     join pg_attribute a on a.attrelid = t.oid and a.attnum = f.conkey[1]
     join pg_attribute b on b.attrelid = r.oid and b.attnum = f.confkey[1] where f.contype = 'f'",
];

async fn schema(world: &World) -> Schema {
    let [columns, rest @ ..] = if world.url.starts_with("sqlite") { SQLITE } else { POSTGRES };
    let mut schema: Schema = world.texts(columns).await.iter().map(|row| column(row)).collect();
    for sql in rest {
        schema.extend(world.texts(sql).await);
    }
    schema
}

#[tokio::test]
async fn both_folders_of_migrations_make_the_same_schema() {
    let (sqlite, postgres) = (World::on(Engine::Sqlite).await, World::on(Engine::Postgres).await);
    let (ours, theirs) = (schema(&sqlite).await, schema(&postgres).await);
    let differ: Vec<&String> = ours.symmetric_difference(&theirs).collect();
    assert!(differ.is_empty(), "{differ:#?}");
    for known in [
        "message.dedupe is text and is never null, default \"\"",
        "resident.generated is number and is never null, default \"0\"",
        "supplier.electronic_from is number and may be null, default \"\"",
        "statement has the primary key period, account_id, revision",
        "message has a unique index on dedupe",
        "resident has a unique partial index on email",
        "holder.account_id refers to utility_account.id",
    ] {
        assert!(ours.contains(known), "{known} is not among {ours:#?}");
    }
}

#[tokio::test]
async fn a_column_a_key_or_an_index_on_one_engine_alone_would_be_noticed() {
    let (sqlite, postgres) = (World::on(Engine::Sqlite).await, World::on(Engine::Postgres).await);
    let mut before = schema(&postgres).await;
    for change in [
        "alter table draft add column extra text",
        "alter table draft alter column form drop not null",
        "alter table draft alter column expires_at set default 0",
        "create unique index extra on draft (form)",
        "alter table message add constraint extra foreign key (resident_id) references resident (id)",
        "alter table link drop constraint link_pkey",
    ] {
        postgres.sql(change).await;
        let after = schema(&postgres).await;
        assert_ne!(before, after, "{change}");
        before = after;
    }
    assert_ne!(schema(&sqlite).await, before);
}

/// The folders themselves: the same migrations by number and name.
#[test]
fn both_folders_hold_the_same_migrations() {
    let names = |engine: &str| -> Vec<String> {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(engine);
        let entries = std::fs::read_dir(folder).unwrap().map(Result::unwrap);
        let mut names: Vec<String> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    };
    assert_eq!(names("sqlite"), names("postgres"));
    assert!(!names("sqlite").is_empty());
}
