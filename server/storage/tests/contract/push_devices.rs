//! Devices that are told by push: kept once by their address, listed by account, forgotten with their session.
//! Not here: who is told what (see `cabinet/tests/rules`).

use crate::{id, neighbours, resident, write};
use domain::id::AccountId;
use storage::holders::HolderRow;
use storage::push_devices::{self, PushDeviceRow};
use storage::{Tx, holders, sessions};
use testbed::on_both_engines;

fn device(n: u128, who: u128, session: &[u8]) -> PushDeviceRow {
    PushDeviceRow {
        id: id(n),
        resident_id: resident(who).id,
        session_hash: session.to_vec(),
        endpoint: format!("https://push.example/{n}"),
        p256dh: "key".to_owned(),
        auth: "secret".to_owned(),
        language: "ru".to_owned(),
        made_at: i64::try_from(n).unwrap(),
    }
}

async fn ids(tx: &mut Tx, who: u128) -> Vec<u128> {
    let rows = push_devices::list_of_resident(tx, resident(who).id).await.unwrap();
    rows.iter().map(|row| row.id.as_u128()).collect()
}

on_both_engines!(a_device_is_one_by_its_address_and_belongs_to_the_last_who_asked, |world| async move {
    neighbours(&world).await;
    let mut tx = write(&world).await;
    let first = device(1, 1, b"a");
    push_devices::put(&mut tx, &first).await.unwrap();
    push_devices::put(&mut tx, &device(2, 1, b"a")).await.unwrap();
    assert_eq!(push_devices::find(&mut tx, id(1)).await.unwrap(), Some(first.clone()));
    assert_eq!(ids(&mut tx, 1).await, [1, 2]);
    let again = PushDeviceRow { endpoint: first.endpoint.clone(), language: "en".to_owned(), ..device(3, 2, b"b") };
    push_devices::put(&mut tx, &again).await.unwrap();
    assert_eq!(push_devices::find(&mut tx, id(1)).await.unwrap(), None);
    assert_eq!((ids(&mut tx, 1).await, ids(&mut tx, 2).await), (vec![2], vec![3]));
    push_devices::delete_of(&mut tx, resident(1).id, &first.endpoint).await.unwrap();
    assert_eq!(ids(&mut tx, 2).await, [3], "nobody gives up another's");
    push_devices::delete_of(&mut tx, resident(2).id, &first.endpoint).await.unwrap();
    push_devices::delete(&mut tx, id(2)).await.unwrap();
    assert_eq!((ids(&mut tx, 1).await, ids(&mut tx, 2).await), (vec![], vec![]));
});

on_both_engines!(devices_are_found_by_the_accounts_of_their_people, |world| async move {
    neighbours(&world).await;
    let mut tx = write(&world).await;
    for (n, who) in [(1, 1), (2, 1), (3, 2)] {
        push_devices::put(&mut tx, &device(n, who, b"a")).await.unwrap();
    }
    let holder = HolderRow {
        resident_id: resident(1).id,
        account_id: AccountId(2),
        bound_at: 1,
        proof: "total".to_owned(),
        sms_notices: false,
    };
    holders::insert(&mut tx, &holder).await.unwrap();
    let reach = push_devices::list_reach(&mut tx, AccountId(1), AccountId(3)).await.unwrap();
    assert_eq!(reach, [(id(1), id(1)), (id(1), id(2))]);
    assert_eq!(push_devices::list_reach(&mut tx, AccountId(3), AccountId(3)).await.unwrap(), []);
});

on_both_engines!(a_session_that_is_ended_takes_its_devices_with_it, |world| async move {
    neighbours(&world).await;
    let mut tx = write(&world).await;
    for (n, hash) in [(1, b"a"), (2, b"b"), (3, b"c")] {
        sessions::insert(&mut tx, hash, id(n), resident(1).id, 1, 10, "").await.unwrap();
        push_devices::put(&mut tx, &device(n, 1, hash)).await.unwrap();
    }
    sessions::purge(&mut tx, 5).await.unwrap();
    sessions::delete(&mut tx, b"a").await.unwrap();
    assert_eq!(ids(&mut tx, 1).await, [2, 3]);
    sessions::delete_of(&mut tx, resident(2).id, id(2)).await.unwrap();
    assert_eq!(ids(&mut tx, 1).await, [2, 3]);
    sessions::delete_of(&mut tx, resident(1).id, id(2)).await.unwrap();
    assert_eq!(ids(&mut tx, 1).await, [3]);
    push_devices::put(&mut tx, &device(4, 1, b"d")).await.unwrap();
    sessions::delete_others_of(&mut tx, resident(1).id, b"d").await.unwrap();
    assert_eq!(ids(&mut tx, 1).await, [4]);
    sessions::delete_all_of(&mut tx, resident(1).id).await.unwrap();
    assert_eq!(ids(&mut tx, 1).await, Vec::<u128>::new());
    push_devices::put(&mut tx, &device(5, 1, b"e")).await.unwrap();
    push_devices::delete_all_of(&mut tx, resident(1).id).await.unwrap();
    assert_eq!(ids(&mut tx, 1).await, Vec::<u128>::new());
});
