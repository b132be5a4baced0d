//! SMS into a folder, `DIR/outbox/sms/*.json`: what happens to them when no gateway is set.
//! Not here: their words (see `words`) and how a file gets into the folder once (see `outbox`).

use crate::outbox::{FolderError, Outbox};
use crate::sender::instant;
use crate::{Sender, words};
use cabinet::ports::{Handover, SmsGateway, TextMessage};
use domain::id::MessageId;
use serde::Serialize;
use std::path::Path;

/// Delivers SMS into a folder.
#[derive(Clone, Debug)]
pub struct SmsFolder {
    outbox: Outbox,
    sender: Sender,
}

/// One file.
#[derive(Serialize)]
struct SmsFile<'a> {
    id: MessageId,
    to: &'a str,
    text: String,
    created_at: String,
}

impl SmsFolder {
    /// Opens `data_dir/outbox/sms`, making it if it is missing.
    pub fn open(data_dir: &Path, sender: Sender, now_ms: i64) -> Result<Self, FolderError> {
        Ok(Self { outbox: Outbox::open(data_dir.join("outbox").join("sms"), "json", now_ms)?, sender })
    }
}

#[async_trait::async_trait]
impl SmsGateway for SmsFolder {
    async fn send(&self, text: &TextMessage) -> Handover {
        let file = SmsFile {
            id: text.id,
            to: text.to.as_str(),
            text: words::sms(text.language, &text.sms, &self.sender),
            created_at: instant(text.queued_at).to_string(),
        };
        let bytes = serde_json::to_vec(&file).expect("four strings are always JSON");
        self.outbox.put(text.id, text.queued_at, bytes).await
    }

    async fn was_accepted(&self, id: MessageId, queued_at: i64) -> Option<bool> {
        self.outbox.holds(id, queued_at).await
    }
}
