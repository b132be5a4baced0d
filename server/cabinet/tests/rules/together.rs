//! What happens at the same time: double clicks, two operators, a storm of guesses.
//! Not here: the same steps one after another.

use cabinet::Failure;
use cabinet::import::Taken;
use cabinet::publish::Publication;
use domain::view::Problem;
use std::sync::Arc;
use testbed::street::{file, lines, month, number, total};
use testbed::{PASSWORD, Person, World, on_both_engines, person};

/// Runs so many of these at the same time and answers what each came to.
async fn at_once<T, F>(count: usize, run: impl Fn(usize) -> F) -> Vec<T>
where
    T: Send + 'static,
    F: Future<Output = T> + Send + 'static,
{
    let tasks: Vec<_> = (0..count).map(|n| tokio::spawn(run(n))).collect();
    let mut out = Vec::with_capacity(count);
    for task in tasks {
        out.push(task.await.unwrap());
    }
    out
}

on_both_engines!(two_publishers_make_one_run, |world| async move {
    world.street(120).await;
    world.electronic("anna", 1).await;
    world.deliver().await;
    world.take(&lines(120, "2026-10")).await;
    let world = Arc::new(world);
    let runs = at_once(4, |_| {
        let world = world.clone();
        async move { world.cabinet.publish(month("2026-10")).await.unwrap() }
    })
    .await;
    assert_eq!(runs.iter().filter(|run| run.changed).count(), 1, "one of them did it");
    for run in &runs {
        assert_eq!(Publication { changed: true, ..run.clone() }, Publication { changed: true, ..runs[0].clone() });
    }
    assert_eq!(world.rows("receipt where period = 24321").await, 120);
    assert_eq!(world.rows("message where kind = 'receipt'").await, 1);
    assert_eq!(world.rows("publication where run = 1 and state = 'done'").await, 2);
});

on_both_engines!(two_imports_of_one_file_take_it_once, |world| async move {
    world.suppliers("2026-09").await;
    let world = Arc::new(world);
    let taken = at_once(4, |_| {
        let world = world.clone();
        async move { world.import(file(&lines(60, "2026-09")), false).await.unwrap().taken }
    })
    .await;
    assert_eq!(taken.iter().filter(|taken| **taken == Taken::New).count(), 1, "{taken:?}");
    assert_eq!(taken.iter().filter(|taken| **taken == Taken::Unchanged).count(), 3, "{taken:?}");
    assert_eq!((world.rows("statement").await, world.rows("utility_account").await), (60, 60));
});

on_both_engines!(two_imports_of_different_files_leave_one_of_them_whole, |world| async move {
    world.suppliers("2026-09").await;
    let world = Arc::new(world);
    let reports = at_once(2, |n| {
        let world = world.clone();
        let accounts = if n == 0 { 40 } else { 70 };
        async move { world.import(file(&lines(accounts, "2026-09")), false).await.unwrap() }
    })
    .await;
    let second = reports.iter().find(|report| report.taken == Taken::InPlaceOfEarlier).expect("one came second");
    assert_eq!(world.rows("statement").await, second.accounts);
    assert_eq!(world.publish("2026-09").await.register, second.by_supplier);
});

on_both_engines!(an_import_and_a_publication_at_once_never_mix, |world| async move {
    world.suppliers("2026-09").await;
    world.take(&lines(60, "2026-09")).await;
    let world = Arc::new(world);
    at_once(2, |n| {
        let world = world.clone();
        async move {
            if n == 0 {
                let _either_way = world.cabinet.publish(month("2026-09")).await;
            } else {
                let _either_way = world.import(file(&lines(61, "2026-09")), false).await;
            }
        }
    })
    .await;
    world.take(&lines(61, "2026-09")).await;
    let published = world.publish("2026-09").await;
    assert_eq!(published.accounts, 61);
    assert_eq!(world.rows("receipt where replaced_at is null").await, 61);
});

on_both_engines!(of_fifty_guesses_at_once_five_are_looked_at, |world| async move {
    world.street(1).await;
    let anna = world.resident("anna").await;
    let account = world.bind(&anna, 1).await;
    world.ask_for_code(&anna, account, false).await;
    let code: u32 = world.read_code(&anna).await.parse().unwrap();
    let world = Arc::new(world);
    let told = at_once(50, |n| {
        let (world, anna) = (world.clone(), anna.clone());
        let guess = format!("{:06}", (code + 1 + u32::try_from(n).unwrap()) % 1_000_000);
        async move { world.enter_code(&anna, account, &guess).await }
    })
    .await;
    let wrong = |told: &cabinet::Outcome<()>| matches!(told, Err(Failure::Problems(p)) if p[0].1 == Problem::CodeWrong);
    assert_eq!(told.iter().filter(|told| wrong(told)).count(), 4, "the fifth one is told that it was the last");
    assert!(told.iter().all(Result::is_err));
    assert_eq!(world.texts("select cast(max(tries) as text) from confirmation").await, ["5"]);
    let code = format!("{code:06}");
    assert!(world.enter_code(&anna, account, &code).await.is_err(), "and the code is dead");
});

on_both_engines!(a_double_click_on_the_code_switches_once_and_both_halves_say_so, |world| async move {
    world.street(1).await;
    let anna = world.resident("anna").await;
    let account = world.bind(&anna, 1).await;
    world.ask_for_code(&anna, account, false).await;
    let code = world.read_code(&anna).await;
    let world = Arc::new(world);
    let told = at_once(4, |_| {
        let (world, anna, code) = (world.clone(), anna.clone(), code.clone());
        async move { world.enter_code(&anna, account, &code).await }
    })
    .await;
    assert!(told.iter().all(Result::is_ok), "{told:?}");
    assert_eq!(world.rows("consent where kind = 'electronic_delivery'").await, 1);
    assert_eq!(world.rows("delivery_choice").await, 2);
    assert_eq!(world.rows("message where kind = 'switched'").await, 1);
});

on_both_engines!(a_double_click_on_the_wizards_code_makes_one_person_and_both_halves_say_so, |world| async move {
    world.street(1).await;
    let Person { visitor, email, phone } = person("anna");
    world.cabinet.wizard_contacts(&visitor, &email, &phone, true).await.unwrap();
    world.cabinet.wizard_account(&visitor, &number(1), &total(1, "2026-09").plain()).await.unwrap();
    world.cabinet.wizard_delivery(&visitor, false).await.unwrap();
    let code = world.read_code(&person("anna")).await;
    let world = Arc::new(world);
    let told = at_once(4, |_| {
        let (world, visitor, code) = (world.clone(), visitor.clone(), code.clone());
        async move { world.cabinet.wizard_code(&visitor, &code).await }
    })
    .await;
    assert!(told.iter().all(Result::is_ok), "{told:?}");
    assert_eq!(told.iter().flatten().flatten().count(), 1, "one session");
    for table in ["resident", "holder", "consent where kind = 'personal_data'", "consent where kind = 'electronic_delivery'"]
    {
        assert_eq!(world.rows(table).await, 1, "{table}");
    }
});

on_both_engines!(a_double_click_on_send_sends_one_sms, |world| async move {
    world.street(1).await;
    let anna = world.resident("anna").await;
    let account = world.bind(&anna, 1).await;
    let world = Arc::new(world);
    let told = at_once(4, |_| {
        let (world, anna) = (world.clone(), anna.clone());
        async move {
            let of = world.of(&anna, account).await;
            world.cabinet.start_switch(&anna.visitor, &of, false).await
        }
    })
    .await;
    assert_eq!(told.iter().filter(|told| told.is_ok()).count(), 1, "{told:?}");
    world.deliver().await;
    assert_eq!(world.sent.sms(&anna.phone).len(), 1);
});

on_both_engines!(a_double_click_on_sign_up_makes_one_person, |world| async move {
    let anna = person("anna");
    let world = Arc::new(world);
    let gate = closed_gate(&world).await;
    let clicks = tokio::spawn({
        let (world, anna) = (world.clone(), anna.clone());
        async move {
            let sign_up = |_| {
                let (world, anna) = (world.clone(), anna.clone());
                async move { world.try_sign_up(&anna, PASSWORD).await.unwrap() }
            };
            at_once(3, sign_up).await
        }
    });
    if let Some(gate) = gate {
        let waiting = "pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
        while world.rows(waiting).await < 3 {
            tokio::task::yield_now().await;
        }
        gate.commit().await.unwrap();
    }
    let sessions = clicks.await.unwrap();
    assert_eq!((world.rows("resident").await, world.rows("consent").await), (1, 1));
    for session in sessions {
        let mut signed_in = anna.clone();
        signed_in.visitor.session = Some(session);
        assert_eq!(world.cabinet.viewer(&signed_in.visitor).await.unwrap().unwrap().email, anna.email);
    }
    world.deliver().await;
    assert_eq!(world.sent.letters(&anna.email).len(), 1);
});

/// Holds every registration up at the chain of consents, so that all clicks are under way before the first is through.
/// On SQLite there is one writer, who cannot be overtaken.
async fn closed_gate(world: &World) -> Option<storage::Tx> {
    if world.url.starts_with("sqlite") {
        return None;
    }
    let mut gate = world.cabinet.db.write().await.unwrap();
    storage::consents::lock_head(&mut gate).await.unwrap();
    Some(gate)
}

on_both_engines!(several_workers_send_each_message_once, |world| async move {
    world.street(100).await;
    world.cabinet.generate_residents(100, 1).await.unwrap();
    world.month(100, "2026-10").await;
    let world = Arc::new(world);
    let sent = at_once(4, |_| {
        let world = world.clone();
        async move { world.cabinet.deliver_until_idle(&world.gateways).await.unwrap().sent }
    })
    .await;
    assert_eq!(sent.iter().sum::<i64>(), 100);
    let mails = world.sent.mails.lock().unwrap();
    let ids: std::collections::HashSet<_> = mails.iter().map(|(id, _, _)| *id).collect();
    assert_eq!((mails.len(), ids.len()), (100, 100));
});

on_both_engines!(one_link_opened_twice_at_once_sets_one_password, |world| async move {
    let anna: Person = world.resident("anna").await;
    world.cabinet.forgotten_password(&anna.visitor, &anna.email).await.unwrap();
    world.deliver().await;
    let Some(cabinet::letter::Letter::NewPassword { link }) = world.sent.last_letter(&anna.email) else { panic!("a link") };
    let token = testbed::token(&link);
    let world = Arc::new(world);
    let told = at_once(3, |n| {
        let (world, token, anna) = (world.clone(), token.clone(), anna.clone());
        async move { world.cabinet.set_password(&anna.visitor, &token, &format!("новый пароль {n}")).await }
    })
    .await;
    assert_eq!(told.iter().filter(|told| told.is_ok()).count(), 1);
});
