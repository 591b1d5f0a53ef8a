package metatextgrad.streams;

import java.util.Locale;

/**
 * Everything that can be set: the name in the environment, the default, and what it means. The only
 * list of them; the table in {@code docs/settings.md} is made from it.
 */
public enum Setting {
    KAFKA_BOOTSTRAP_SERVERS("localhost:9092", "Kafka's brokers: `host:port`, with commas between."),
    APICURIO_REGISTRY_URL(
            "http://localhost:8081/apis/registry/v3", "Address of the schema registry."),
    MTG_PREFIX(
            "mtg.",
            "What the names of all topics, groups and transactions begin with. The same for every service."),
    MTG_INSTANCE(
            "",
            "Name of this instance of its service, the same after every restart: work is taken up in"
                    + " seconds. Of two processes with one name the later wins. Without a name, a"
                    + " random one is kept in `MTG_DATA`."),
    MTG_DATA("./data", "Folder for stores and names; one process of each service at a time."),
    MTG_OPS_PORT("9464", "Port of `/health/...` and `/metrics`; 0 takes any free one."),
    MTG_PARTITIONS(
            "12", "Partitions of the topics that `mtg topics apply` creates. Never changed."),
    MTG_REPLICATION("-1", "Replicas of these topics; -1 leaves it to the broker."),
    MTG_RETENTION("30d", "How long logs are kept, one time for all; an open run must be younger."),
    MTG_DEADLINE(
            "30m",
            "How long a step waits without hearing of its trial before it goes on with what it has."),
    MTG_MAX_IN_FLIGHT("256", "Calls to the model that one `llm-worker` has open at a time."),
    MTG_MAX_IN_FLIGHT_PER_PROJECT(
            "", "How many of them one project may have; as many as there are, if it is not set."),
    MTG_DRAIN(
            "30s",
            "How long an `llm-worker` waits for the calls that are out when it is told to end, or when"
                    + " another one takes partitions over: no less than the longest of them. Give its pod"
                    + " or container 15 s more."),
    MTG_REQUESTS_PER_MINUTE(
            "",
            "Requests that the model's server allows the key in a minute, for each model. All workers"
                    + " share them. Without it only what the server says and refuses counts."),
    MTG_TOKENS_PER_MINUTE("", "The same for tokens, of questions and answers together."),
    MTG_PRICES(
            "", "A file with what models cost; the dated table of the release, if it is not set."),
    OPENAI_BASE_URL(
            "https://api.openai.com/v1",
            "Where `llm-worker` asks models: any server with OpenAI's protocol, version included."),
    OPENAI_API_KEY("", "The key for it. Only `llm-worker` needs it."),
    OPENAI_API_KEY_FILE(
            "", "A file with the key, instead: read again for each call, so it may change."),
    LOG_LEVEL(
            "info",
            "Least level of log lines: trace, debug, info, warn, error or off. Environment only."),
    LOG_FORMAT("text", "`text` for people or `json` for machines. Environment only.");

    private final String standard;
    private final String sentence;

    Setting(String standard, String sentence) {
        this.standard = standard;
        this.sentence = sentence;
    }

    /** The default; empty if there is none. */
    public String standard() {
        return standard;
    }

    public String sentence() {
        return sentence;
    }

    /** The name in a file: {@code mtg.ops.port} for {@code MTG_OPS_PORT}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '.');
    }

    /** Logging starts before any file is read. */
    public boolean onlyInEnvironment() {
        return this == LOG_LEVEL || this == LOG_FORMAT;
    }
}
