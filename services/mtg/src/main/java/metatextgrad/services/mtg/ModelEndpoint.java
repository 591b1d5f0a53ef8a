package metatextgrad.services.mtg;

import metatextgrad.services.worker.ApiKey;

/** Where models are asked, and with which key; the key is never shown. */
record ModelEndpoint(String baseUrl, ApiKey key) {}
