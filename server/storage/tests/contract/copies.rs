//! Copies of an SQLite database while it is written to, and what is said of files that are none.
//! Not here: the commands `backup` and `restore` (see the binary's tests).

use crate::resident;
use storage::{Db, DbUrl, copies, residents};

/// A folder of the test's own, and a database in it with one resident.
async fn database(name: &str) -> (tempfile::TempDir, std::path::PathBuf, Db) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    let db = Db::connect(&DbUrl::Sqlite(path.clone())).await.unwrap();
    db.migrate().await.unwrap();
    let mut tx = db.write().await.unwrap();
    residents::insert(&mut tx, &resident(1), false).await.unwrap();
    tx.commit().await.unwrap();
    (folder, path, db)
}

#[tokio::test]
async fn a_copy_holds_what_is_committed_although_somebody_is_writing() {
    let (folder, path, db) = database("it's ours.db").await;
    let mut tx = db.write().await.unwrap();
    residents::insert(&mut tx, &resident(2), false).await.unwrap();
    let copy = folder.path().join("copy.db");
    copies::copy_sqlite(&path, &copy).await.unwrap();
    tx.commit().await.unwrap();
    let contents = copies::check_sqlite(&copy).await.unwrap();
    assert_eq!((contents.rows("resident"), contents.rows("nothing")), (Some(1), None));
    assert_eq!(contents.problems, Vec::<String>::new());
    assert!(copies::copy_sqlite(&path, &copy).await.is_err(), "a copy overwrites nothing");
}

#[tokio::test]
async fn a_damaged_copy_and_a_file_that_is_no_database_are_told_apart_from_a_whole_one() {
    let (folder, path, _db) = database("ours.db").await;
    let copy = folder.path().join("copy.db");
    copies::copy_sqlite(&path, &copy).await.unwrap();
    let mut bytes = std::fs::read(&copy).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..].fill(0x5a);
    std::fs::write(&copy, bytes).unwrap();
    let damaged = copies::check_sqlite(&copy).await;
    assert!(damaged.is_err() || !damaged.unwrap().problems.is_empty());
    let text = folder.path().join("letter.txt");
    std::fs::write(&text, "Здравствуйте! ".repeat(1000)).unwrap();
    assert!(copies::check_sqlite(&text).await.is_err());
    assert!(copies::check_sqlite(&folder.path().join("missing.db")).await.is_err());
}

#[tokio::test]
async fn a_database_is_let_go_only_when_nobody_else_has_it_open() {
    let (_folder, path, db) = database("ours.db").await;
    assert!(copies::release_sqlite(&path).await.is_err());
    db.close().await;
    copies::release_sqlite(&path).await.unwrap();
}
