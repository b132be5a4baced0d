//! Push into a folder, `DIR/outbox/push/*.json`: what happens to it when no push services are set.
//! Not here: its words (see `words`) and how a file gets into the folder once (see `outbox`).

use crate::outbox::{FolderError, Outbox};
use crate::web_push::message;
use cabinet::ports::{Handover, Push, PushGateway};
use std::path::Path;

/// Delivers notices into a folder.
#[derive(Clone, Debug)]
pub struct PushFolder(Outbox);

impl PushFolder {
    /// Opens `data_dir/outbox/push`, making it if it is missing.
    pub fn open(data_dir: &Path, now_ms: i64) -> Result<Self, FolderError> {
        Ok(Self(Outbox::open(data_dir.join("outbox").join("push"), "json", now_ms)?))
    }
}

#[async_trait::async_trait]
impl PushGateway for PushFolder {
    async fn send(&self, push: &Push) -> Handover {
        let file = serde_json::json!({ "endpoint": push.endpoint, "message": message(push) });
        self.0.put(push.id, push.queued_at, file.to_string().into_bytes()).await
    }
}
