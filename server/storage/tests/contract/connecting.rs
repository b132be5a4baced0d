//! Addresses, transactions, and what a reader sees while others write.
//! Not here: SQL of aggregates.

use crate::{read, resident, write};
use storage::{Db, DbUrl, Engine, StorageError, residents};
use testbed::on_both_engines;

on_both_engines!(a_transaction_that_is_dropped_changes_nothing, |world| async move {
    let mut tx = write(&world).await;
    residents::insert(&mut tx, &resident(1), false).await.unwrap();
    drop(tx);
    assert_eq!(residents::count(&mut read(&world).await).await.unwrap(), (0, 0));
    let mut tx = write(&world).await;
    residents::insert(&mut tx, &resident(1), false).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(residents::count(&mut read(&world).await).await.unwrap(), (1, 0));
});

on_both_engines!(a_reader_sees_one_moment_from_its_first_query_to_its_last, |world| async move {
    let mut reader = read(&world).await;
    assert_eq!(residents::count(&mut reader).await.unwrap(), (0, 0));
    let mut tx = write(&world).await;
    residents::insert(&mut tx, &resident(1), false).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(residents::count(&mut reader).await.unwrap(), (0, 0), "still the moment it began");
    assert_eq!(residents::count(&mut read(&world).await).await.unwrap(), (1, 0));
});

on_both_engines!(a_reader_does_not_wait_for_a_writer, |world| async move {
    let mut tx = write(&world).await;
    residents::insert(&mut tx, &resident(1), false).await.unwrap();
    assert_eq!(residents::count(&mut read(&world).await).await.unwrap(), (0, 0), "nor does it see what is not committed");
    tx.commit().await.unwrap();
});

on_both_engines!(a_reader_cannot_write, |world| async move {
    let refused = residents::insert(&mut read(&world).await, &resident(1), false).await;
    assert!(matches!(refused, Err(StorageError::Driver(_))), "{refused:?}");
});

on_both_engines!(migrating_again_changes_nothing, |world| async move {
    let before = world.dump().await;
    world.cabinet.db.migrate().await.unwrap();
    assert_eq!(world.dump().await, before);
});

on_both_engines!(the_engine_is_known_everywhere, |world| async move {
    let expected = if world.url.starts_with("sqlite") { Engine::Sqlite } else { Engine::Postgres };
    assert_eq!(world.cabinet.db.engine(), expected);
    assert_eq!(read(&world).await.engine(), expected);
});

on_both_engines!(a_closed_database_answers_with_an_error, |world| async move {
    world.cabinet.db.close().await;
    assert!(world.cabinet.db.write().await.is_err());
    assert!(world.cabinet.db.read().await.is_err());
});

on_both_engines!(a_name_that_is_no_plain_word_makes_no_database, |world| async move {
    world.cabinet.db.create_database("x; drop table resident").await.unwrap();
    assert_eq!(world.rows("resident").await, 0);
});

#[tokio::test]
async fn a_missing_file_and_its_folder_are_made_and_what_is_in_it_stays() {
    let world = testbed::World::on(Engine::Sqlite).await;
    let folder = world.folder("new");
    let url: DbUrl = format!("sqlite://{}", folder.join("deep/kvitok.db").display()).parse().unwrap();
    let db = Db::connect(&url).await.unwrap();
    db.migrate().await.unwrap();
    let mut tx = db.write().await.unwrap();
    residents::insert(&mut tx, &resident(1), false).await.unwrap();
    tx.commit().await.unwrap();
    db.close().await;
    let again = Db::connect(&url).await.unwrap();
    assert_eq!(residents::count(&mut again.read().await.unwrap()).await.unwrap(), (1, 0));
    again.close().await;
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn an_address_is_a_path_of_sqlite_or_a_server_of_postgresql() {
    for (text, sqlite) in [
        ("sqlite://data/kvitok.db", true),
        ("sqlite:kvitok.db", true),
        ("sqlite:///var/lib/kvitok.db", true),
        ("postgres://user:secret@host:5432/name", false),
        ("postgresql://host/name", false),
    ] {
        let url: DbUrl = text.parse().unwrap();
        assert_eq!(matches!(url, DbUrl::Sqlite(_)), sqlite, "{text}");
    }
    for wrong in ["", "sqlite://", "kvitok.db", "mysql://host/name", "postgres"] {
        let said = wrong.parse::<DbUrl>().unwrap_err().to_string();
        assert!(said.contains("KVITOK_DATABASE_URL") && said.contains("sqlite://"), "{wrong}: {said}");
    }
}
