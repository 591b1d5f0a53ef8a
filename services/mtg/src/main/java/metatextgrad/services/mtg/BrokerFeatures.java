package metatextgrad.services.mtg;

import metatextgrad.streams.Settings;
import org.apache.kafka.clients.admin.Admin;

/**
 * Whether the brokers have what exactly-once needs of them: below the second version a transaction
 * that timed out may hide what comes later (RELIABILITY §9 rule 3, §14).
 */
final class BrokerFeatures {
    private static final String TRANSACTIONS = "transaction.version";
    private static final short LEAST = 2;

    private BrokerFeatures() {}

    static Finding look(Settings settings, Admin admin) {
        var finalized =
                KafkaAnswer.of(
                        () -> admin.describeFeatures().featureMetadata().get().finalizedFeatures());
        var version = finalized.get(TRANSACTIONS);
        if (version != null && version.maxVersionLevel() >= LEAST)
            return new Finding.Well("features", TRANSACTIONS + " " + version.maxVersionLevel());
        return new Finding.Problem(
                "features",
                "%s is %s, and at least %d is needed"
                        .formatted(
                                TRANSACTIONS,
                                version == null ? "not set" : version.maxVersionLevel(),
                                LEAST),
                "kafka-features.sh --bootstrap-server %s upgrade --feature %s=%d"
                        .formatted(settings.bootstrapServers(), TRANSACTIONS, LEAST));
    }
}
