//! Commands of the billing month: publish, deliver, print run. The last line of each is JSON for scripts.
//! Not here: the work itself (see `cabinet`).

use super::{Ended, refused};
use crate::config::Config;
use crate::wiring;
use cabinet::Cabinet;
use cabinet::publish::Publication;
use domain::{Money, Period};
use serde_json::json;
use std::path::Path;

pub(super) async fn publish(cabinet: &Cabinet, period: Period, dry_run: bool) -> Ended {
    let publication =
        if dry_run { cabinet.publish_dry_run(period).await } else { cabinet.publish(period).await }.map_err(refused)?;
    let word = if dry_run && publication.changed {
        "будет опубликован так (сейчас ничего не изменилось и ничего не отправлено)"
    } else if publication.changed {
        "опубликован"
    } else {
        "был опубликован раньше, ничего не изменилось"
    };
    say!(
        "Месяц {period} {word}: квитанций {}, из них с электронной частью {}. По каждому поставщику электронная и бумажная \
         части в сумме равны реестру.",
        publication.accounts,
        publication.electronic_accounts
    );
    say!("{}", as_json(&publication));
    Ok(())
}

fn as_json(publication: &Publication) -> serde_json::Value {
    json!({
        "period": publication.period,
        "accounts": publication.accounts,
        "register": publication.register,
        "electronic": publication.electronic,
        "paper": publication.paper,
    })
}

/// Channels and states of messages as clerks call them.
fn in_words(word: &str) -> &str {
    match word {
        "email" => "письма:",
        "sms" => "смс:",
        "push" => "уведомления:",
        "held" => "ждут публикации",
        "queued" | "claimed" => "в очереди",
        "sending" => "отправляются",
        "sent" => "отправлены",
        "delivered" => "доставлены",
        "deferred" => "отложены",
        "failed" => "не приняты",
        "returned" => "вернулись",
        other => other,
    }
}

/// Adds everything up anew from what is stored, so that it is a check and not a memory.
pub(super) async fn totals(cabinet: &Cabinet, period: Period) -> Ended {
    let publication = cabinet.totals(period).await.map_err(refused)?;
    let columns = [&publication.register, &publication.electronic, &publication.paper];
    let row = |inn: &str, sums: [Money; 3]| {
        let [register, electronic, paper] = sums.map(Money::roubles);
        say!("{inn:<12} {register:>22} {electronic:>22} {paper:>22}");
    };
    say!("{:<12} {:>22} {:>22} {:>22}", "ИНН", "реестр", "электронно", "на бумаге");
    for inn in publication.register.keys() {
        row(inn, columns.map(|sums| sums.get(inn).copied().unwrap_or_default()));
    }
    row("всего", columns.map(|sums| sums.values().copied().sum()));
    for (channel, state, count) in cabinet.fates_of(period).await.map_err(refused)? {
        say!("{:<24} {count}", format!("{} {}", in_words(&channel), in_words(&state)));
    }
    say!("{}", as_json(&publication));
    Ok(())
}

pub(super) async fn deliver(config: &Config, cabinet: &Cabinet) -> Ended {
    let gateways = wiring::gateways(config, cabinet)?;
    let done = cabinet.deliver_until_idle(&gateways).await.map_err(refused)?;
    say!("{}", json!({ "sent": done.sent, "failed": done.failed, "waiting": done.waiting, "in_doubt": done.in_doubt }));
    Ok(())
}

/// `sheets` of one PDF file; none for the CSV alone.
pub(super) async fn print_run(
    cabinet: &Cabinet,
    period: Period,
    folder: &Path,
    sheets: Option<u32>,
    supplement: Option<i64>,
) -> Ended {
    let made = match supplement {
        None => cabinet.print_run(period, folder, sheets).await.map(Some),
        Some(number) => cabinet.print_supplement(period, (number > 0).then_some(number), folder, sheets).await,
    };
    let Some(manifest) = made.map_err(refused)? else {
        say!("За {period} не вернулось ни одного письма, которое не напечатано: печатать нечего.");
        return Ok(());
    };
    let run = manifest.supplement.map_or_else(|| "Тираж".to_owned(), |number| format!("Дополнительный тираж {number}"));
    say!(
        "{run} за {period}: документов {}, строк {}, итого {}. Файлов PDF {}, листов в них {}. Папка: {}",
        manifest.documents,
        manifest.lines,
        manifest.total.roubles(),
        manifest.files.len(),
        manifest.files.iter().map(|file| file.sheets).sum::<u64>(),
        folder.display()
    );
    Ok(())
}
