package metatextgrad.topics;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.TopicConfig;

/** The retention settings of each kind of topic (RELIABILITY §6.1, §14). Pure. */
final class TopicRules {
    static final int MAX_BYTES = 2 * 1024 * 1024;
    private static final Duration LEDGER_BEYOND_LOG = Duration.ofDays(10);

    /** A cluster may delete by size, long before the time: billed answers would be lost. */
    private static final String NO_LIMIT = "-1";

    private TopicRules() {}

    /** Returns the settings of a topic, by name. */
    static Map<String, String> of(Topic.Kept kept, Duration retention) {
        Map<String, String> config = new TreeMap<>();
        config.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(MAX_BYTES));
        switch (kept) {
            case LOG -> {
                config.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
                config.put(TopicConfig.RETENTION_MS_CONFIG, millis(retention));
                config.put(TopicConfig.RETENTION_BYTES_CONFIG, NO_LIMIT);
                config.put(TopicConfig.SEGMENT_MS_CONFIG, millis(Duration.ofDays(1)));
            }
            case TABLE -> {
                config.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
                config.put(TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG, millis(Duration.ofDays(1)));
            }
            case LEDGER -> {
                config.put(TopicConfig.CLEANUP_POLICY_CONFIG, "compact,delete");
                config.put(
                        TopicConfig.RETENTION_MS_CONFIG, millis(retention.plus(LEDGER_BEYOND_LOG)));
                config.put(TopicConfig.RETENTION_BYTES_CONFIG, NO_LIMIT);
                config.put(TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0.2");
                config.put(TopicConfig.SEGMENT_MS_CONFIG, millis(Duration.ofHours(1)));
            }
        }
        return config;
    }

    private static String millis(Duration duration) {
        return String.valueOf(duration.toMillis());
    }
}
