package metatextgrad.embedded.e2e;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import metatextgrad.embedded.BrokerSettings;
import metatextgrad.embedded.EmbeddedKafka;
import metatextgrad.process.FolderLock;
import metatextgrad.wire.OwnCertificate;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;

/**
 * A broker that speaks TLS alone, authenticates by SCRAM-SHA-512, and allows what ACLs allow. Its
 * certificate is new.
 */
record SecureBroker(EmbeddedKafka kafka, OwnCertificate certificate) implements AutoCloseable {
    /** May do everything. */
    static final String ADMIN = "broker";

    private static final String MECHANISM = "SCRAM-SHA-512";
    private static final String LOGIN =
            "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";";

    /**
     * Starts it on an empty folder.
     *
     * @param users that can log in
     */
    static SecureBroker start(Path folder, Collection<String> users) throws Exception {
        FolderLock lock = FolderLock.take(folder.resolve("data"));
        OwnCertificate certificate = OwnCertificate.create(folder);
        Path data = Files.createDirectories(folder.resolve("data/kafka"));
        format(data, users);
        Properties broker = BrokerSettings.properties(data, 0);
        String listener = "listener.name." + BrokerSettings.CLIENTS.toLowerCase(Locale.ROOT);
        broker.put("listener.security.protocol.map", "PLAINTEXT:SASL_SSL,CONTROLLER:PLAINTEXT");
        broker.put("ssl.keystore.type", "PKCS12");
        broker.put("ssl.keystore.location", certificate.keys().toString());
        broker.put("ssl.keystore.password", OwnCertificate.PASSWORD);
        broker.put("ssl.key.password", OwnCertificate.PASSWORD);
        broker.put("ssl.truststore.type", "PEM");
        broker.put("ssl.truststore.location", certificate.pem().toString());
        broker.put("sasl.enabled.mechanisms", MECHANISM);
        broker.put("sasl.mechanism.inter.broker.protocol", MECHANISM);
        broker.put(
                listener + "." + MECHANISM.toLowerCase(Locale.ROOT) + ".sasl.jaas.config",
                LOGIN.formatted(ADMIN, password(ADMIN)));
        broker.put("authorizer.class.name", StandardAuthorizer.class.getName());
        // The controller's own listener has no users, and no client knows its address.
        broker.put("super.users", "User:" + ADMIN + ";User:ANONYMOUS");
        return new SecureBroker(EmbeddedKafka.start(lock, broker, 0), certificate);
    }

    /** Returns the variables of a client with this user. */
    Map<String, String> client(String user) {
        return client(user, password(user));
    }

    Map<String, String> client(String user, String password) {
        Map<String, String> environment = new TreeMap<>();
        environment.put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
        environment.put("KAFKA_SECURITY_PROTOCOL", "SASL_SSL");
        environment.put("KAFKA_SSL_TRUSTSTORE_TYPE", "PEM");
        environment.put("KAFKA_SSL_TRUSTSTORE_LOCATION", certificate.pem().toString());
        environment.put("KAFKA_SASL_MECHANISM", MECHANISM);
        environment.put("KAFKA_SASL_JAAS_CONFIG", LOGIN.formatted(user, password));
        return environment;
    }

    @Override
    public void close() {
        kafka.close();
    }

    /** Users have to exist before the broker starts: it logs in to itself. */
    private static void format(Path folder, Collection<String> users) throws Exception {
        List<String> credentials =
                Stream.concat(Stream.of(ADMIN), users.stream())
                        .map(
                                user ->
                                        "%s=[name=%s,password=%s]"
                                                .formatted(MECHANISM, user, password(user)))
                        .toList();
        new Formatter()
                .setPrintStream(
                        new PrintStream(
                                OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(1)
                .setDirectories(List.of(folder.toString()))
                .setMetadataLogDirectory(folder.toString())
                .setControllerListenerName(BrokerSettings.CONTROLLER)
                .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                .setScramArguments(credentials)
                .run();
    }

    /** Contains no part of the name: passwords are hidden in messages. */
    private static String password(String user) {
        return "s3cret-" + Integer.toHexString(user.hashCode());
    }
}
