//! Commands about mail: what comes back, and whether the mail server can be used.
//! Not here: sending (see `cabinet::delivery`).

use super::{Ended, refused};
use crate::config::Config;
use crate::wiring;
use cabinet::Cabinet;
use cabinet::ports::Fate;
use std::io::Read;

/// The longest message that is read, in bytes: a report holds at most the letter it is about.
const LONGEST: u64 = 32 << 20;

/// Takes one message. A mail server calls this for each that comes to the return address, and tries again when it fails:
/// what is no report at all is taken and left, with a word for operators.
pub(super) async fn bounce(cabinet: &Cabinet, recipient: Option<&str>) -> Ended {
    let mut raw = Vec::new();
    std::io::stdin().lock().take(LONGEST).read_to_end(&mut raw).map_err(refused)?;
    let Some(bounce) = messaging::bounce::read(&raw, recipient) else {
        say!("no report about a letter of ours: nothing changed");
        return Ok(());
    };
    let changed = cabinet.note_bounce(&bounce.tag, &bounce.fate).await.map_err(refused)?;
    let what = match (changed, &bounce.fate) {
        (false, _) => "nothing changed: the letter is not ours, was not sent, or is settled",
        (true, Fate::Failed(_)) => "the letter came back: its address is marked, the person is told, the paper comes again",
        (true, Fate::Blocked(_)) => "the letter came back: its month comes on paper",
        (true, Fate::Delivered | Fate::Underway) => "the letter was delivered",
    };
    say!("{what}");
    Ok(())
}

/// For `kvitok doctor`: what is set, and whether the mail server takes us.
pub(super) async fn doctor(config: &Config) -> Vec<(&'static str, Result<String, String>)> {
    let mut told = Vec::new();
    let Ok(smtp) = wiring::smtp(config).map_err(|error| told.push(("mail", Err(error.to_string())))) else { return told };
    let Some(smtp) = smtp else { return told };
    told.push(("mail server", smtp.try_out().await.map(|()| "takes us".to_owned())));
    told.push((
        "letters that come back",
        match &config.bounce_address {
            Some(address) => Ok(format!("return to {}, with a tag; give its mail to `kvitok bounce`", address.as_str())),
            None => Err("nobody notices them: set KVITOK_BOUNCE_ADDRESS".to_owned()),
        },
    ));
    told.push((
        "letters are signed (DKIM)",
        match wiring::dkim(config) {
            Ok(Some(dkim)) => {
                let (name, text) = dkim.record();
                Ok(format!("the record to publish in DNS: {name} TXT \"{text}\""))
            }
            Ok(None) => Ok("not here; the mail server may do it".to_owned()),
            Err(error) => Err(error.to_string()),
        },
    ));
    told
}
