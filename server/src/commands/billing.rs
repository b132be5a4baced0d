//! Commands of the billing month: publish, deliver, print run. The last line of each is JSON for scripts.
//! Not here: the work itself (see `cabinet`).

use super::{Ended, refused};
use crate::config::Config;
use crate::wiring;
use cabinet::Cabinet;
use domain::Period;
use serde_json::json;
use std::path::Path;

pub(super) async fn publish(cabinet: &Cabinet, period: Period) -> Ended {
    let publication = cabinet.publish(period).await.map_err(refused)?;
    let word = if publication.changed {
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
    say!(
        "{}",
        json!({
            "period": publication.period,
            "accounts": publication.accounts,
            "register": publication.register,
            "electronic": publication.electronic,
            "paper": publication.paper,
        })
    );
    Ok(())
}

pub(super) async fn deliver(config: &Config, cabinet: &Cabinet) -> Ended {
    let gateways = wiring::gateways(config, cabinet)?;
    let done = cabinet.deliver_until_idle(&gateways).await.map_err(refused)?;
    say!("{}", json!({ "sent": done.sent, "failed": done.failed, "waiting": done.waiting, "in_doubt": done.in_doubt }));
    Ok(())
}

pub(super) async fn print_run(cabinet: &Cabinet, period: Period, folder: &Path) -> Ended {
    let manifest = cabinet.print_run(period, folder).await.map_err(refused)?;
    say!(
        "Тираж за {period}: документов {}, строк {}, итого {}. Файлы: {}",
        manifest.documents,
        manifest.lines,
        manifest.total.roubles(),
        folder.display()
    );
    Ok(())
}
