package metatextgrad.config;

import java.time.Duration;
import java.util.Locale;

/**
 * All settings: the name in the environment, the default and the meaning. The table in {@code
 * docs/settings.md} is generated from this enum.
 */
public enum Setting {
    KAFKA_BOOTSTRAP_SERVERS("localhost:9092", "Kafka's brokers: `host:port`, separated by commas."),
    APICURIO_REGISTRY_URL(
            "http://localhost:8081/apis/registry/v3", "Address of the schema registry."),
    MTG_REGISTRY_USER(
            "", "User of the schema registry, for HTTP basic authentication; with the password."),
    MTG_REGISTRY_PASSWORD("", "Password of this user."),
    MTG_REGISTRY_TOKEN_URL(
            "",
            "Token endpoint of an OpenID Connect provider that the schema registry accepts. The"
                    + " grant is `client_credentials`."),
    MTG_REGISTRY_CLIENT_ID("", "Client at this provider."),
    MTG_REGISTRY_CLIENT_SECRET("", "Secret of this client."),
    MTG_REGISTRY_SCOPE("", "Scope of its tokens; default: that of the provider."),
    MTG_REGISTRY_TRUSTSTORE(
            "",
            "A file with the certificate authorities of the schema registry: PEM (`.pem`, `.crt`),"
                    + " PKCS12 (`.p12`, `.pfx`) or JKS (`.jks`); default: those of the JVM."),
    MTG_REGISTRY_TRUSTSTORE_PASSWORD("", "Password of this file, if it is PKCS12 or JKS."),
    MTG_PREFIX(
            "mtg.",
            "Prefix of the names of all topics, groups and transactions. The same for every"
                    + " service."),
    MTG_INSTANCE(
            "",
            "Name of this instance of its service, the same after every restart, so that work"
                    + " resumes in seconds. If two processes share a name, the newer one takes over."
                    + " Without a name, a random one is stored in `MTG_DATA`."),
    MTG_DATA(
            "./data",
            "Folder for state stores and instance ids. At most one process per service may use it."),
    MTG_OPS_PORT("9464", "Port of `/health/...` and `/metrics`; 0 for any free port."),
    MTG_OPS_HOST(
            "",
            "IP address on which these pages answer, such as `127.0.0.1`, or `::` for all; default:"
                    + " all addresses for a service, this machine alone for `mtg up`."),
    MTG_GATEWAY_PORT("8080", "Port of the gateway; 0 for any free port."),
    MTG_GATEWAY_FILE(
            "",
            "A file with the gateway's keys and rules of projects (docs/gateway.md). It is read"
                    + " again when it changes. Without it there is no gateway key."),
    MTG_CONSOLE_CLIENT_SECRET(
            "",
            "Secret of the console's client at the OpenID Connect provider that the gateway's file"
                    + " names."),
    MTG_CONSOLE_CLIENT_SECRET_FILE(
            "", "A file that contains this secret. It is read again for each sign-in."),
    MTG_PARTITIONS(
            "12",
            "Partitions of the topics that `mtg topics apply` creates. The number cannot be changed later."),
    MTG_REPLICATION("-1", "Replicas of these topics; -1 for the broker's default."),
    MTG_RETENTION("30d", "Retention of all log topics. A run must finish within it."),
    MTG_DEADLINE(
            "30m",
            "How long a step waits without an event of its trial before it continues with the"
                    + " results it has."),
    MTG_MAX_IN_FLIGHT("256", "Model calls that one `llm-worker` has in flight at a time."),
    MTG_MAX_IN_FLIGHT_PER_PROJECT(
            "", "Model calls that one project may have in flight; default: no limit per project."),
    MTG_DRAIN(
            "30s",
            "How long an `llm-worker` waits for calls in flight when it ends, or when another one"
                    + " takes partitions over. Set it to the longest call. Give its pod or container 15"
                    + " s more."),
    MTG_REQUESTS_PER_MINUTE(
            "",
            "Requests per minute and model that the server allows for the key. All"
                    + " workers share them. Without it, only the server's headers and 429 responses count."),
    MTG_TOKENS_PER_MINUTE("", "The same for tokens, of prompts and answers together."),
    MTG_PRICES("", "A file with the prices of models; default: the dated table of the release."),
    OPENAI_BASE_URL(
            "https://api.openai.com/v1",
            "Address of the models: any server with OpenAI's protocol, version included."),
    OPENAI_API_KEY(
            "",
            "API key of the model server. `llm-worker` needs it, and `gateway` for requests with gateway keys."),
    OPENAI_API_KEY_FILE(
            "", "A file that contains the key. It is read again for each call, so it may change."),
    MTG_MODEL_SERVERS(
            "",
            "Other model servers that projects may name with `base-url`, separated by commas: an"
                    + " address alone, or an address and the environment variable with its key,"
                    + " such as `http://vllm:8000/v1, https://eu.example.com/v1 EU_KEY`."
                    + " Without it, projects use only `OPENAI_BASE_URL`."),
    LOG_LEVEL(
            "info",
            "Lowest level of log lines: trace, debug, info, warn, error or off. Environment only."),
    LOG_FORMAT("text", "`text` for people or `json` for machines. Environment only.");

    private final String standard;
    private final String sentence;

    Setting(String standard, String sentence) {
        this.standard = standard;
        this.sentence = sentence;
    }

    /** Returns the default; empty if there is none. */
    public String standard() {
        return standard;
    }

    /** Returns the default of a setting that is a duration. */
    public Duration standardTime() {
        return TimeText.read(standard);
    }

    public String sentence() {
        return sentence;
    }

    /** Returns the name in a file: {@code mtg.ops.port} for {@code MTG_OPS_PORT}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '.');
    }

    /** Returns whether a file cannot set it, because logging starts before the file is read. */
    public boolean onlyInEnvironment() {
        return this == LOG_LEVEL || this == LOG_FORMAT;
    }
}
