//! How gateways are known for who they are: the certificates this machine trusts, checked by rustls.
//! Not here: when a connection is encrypted.

use rustls::ClientConfig;
use rustls::crypto::aws_lc_rs::default_provider;
use rustls_platform_verifier::BuilderVerifierExt;
use std::sync::Arc;

/// The certificates of this machine cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("the certificates this machine trusts cannot be used: {0}")]
pub struct TlsError(#[from] rustls::Error);

/// A client that trusts what this machine trusts.
pub(crate) fn client_config() -> Result<ClientConfig, TlsError> {
    let builder = ClientConfig::builder_with_provider(Arc::new(default_provider()));
    Ok(builder.with_safe_default_protocol_versions()?.with_platform_verifier()?.with_no_client_auth())
}
