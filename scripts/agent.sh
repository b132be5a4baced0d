# shellcheck shell=bash
# An invented agent that takes payments for all suppliers: its receipts have a joint QR. Source it.
# Not here: the agent's name and office, which have defaults.

export KVITOK_AGENT_INN=1901199908 KVITOK_AGENT_KPP=190101001 KVITOK_AGENT_BIC=049514608
export KVITOK_AGENT_BANK='Абаканское отделение № 8602 ПАО «Учебный банк»'
export KVITOK_AGENT_ACCOUNT=40702810302710009999 KVITOK_AGENT_CORR_ACCOUNT=30101810500000000608
