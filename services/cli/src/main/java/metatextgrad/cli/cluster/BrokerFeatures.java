package metatextgrad.cli.cluster;

import metatextgrad.config.Settings;
import org.apache.kafka.clients.admin.Admin;

/**
 * Checks that brokers support transactions as exactly-once needs them: in the first version, a
 * transaction that timed out may hide later ones (RELIABILITY §9 rule 3, §14).
 */
public final class BrokerFeatures {
    private static final String TRANSACTIONS = "transaction.version";
    private static final short LEAST = 2;

    private BrokerFeatures() {}

    public static CheckResult look(Settings settings, Admin admin) {
        var finalized =
                AdminRequest.of(
                        () -> admin.describeFeatures().featureMetadata().get().finalizedFeatures());
        var version = finalized.get(TRANSACTIONS);
        if (version != null && version.maxVersionLevel() >= LEAST)
            return CheckResult.ok("features", "%s %d", TRANSACTIONS, version.maxVersionLevel());
        return CheckResult.problem(
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
