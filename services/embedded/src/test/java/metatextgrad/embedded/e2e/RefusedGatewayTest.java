package metatextgrad.embedded.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.cli.services.GatewayServicePart;
import metatextgrad.cli.testing.CommandForTests;
import metatextgrad.cli.testing.Waits;
import metatextgrad.config.SettingsReader;
import metatextgrad.ops.Health.State;
import metatextgrad.wire.FakeRegistry;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBinding;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Gateways without tables, on a broker that authenticates and authorizes. */
@Tag("broker")
final class RefusedGatewayTest {
    private static final String USER = "mtg-gateway";

    @TempDir private Path temp;

    @Test
    void shouldStayUnreadyUntilKafkaAcceptsTheGateway() throws Exception {
        try (SecureBroker broker = SecureBroker.start(temp, List.of(USER));
                FakeRegistry registry = new FakeRegistry()) {
            Map<String, String> admin = environment(broker.client(SecureBroker.ADMIN), registry);
            assertThat(CommandForTests.run(admin, "topics", "apply").code()).isZero();
            try (GatewayServicePart wrong =
                            gateway(environment(broker.client(USER, "wrong"), registry));
                    GatewayServicePart denied =
                            gateway(environment(broker.client(USER), registry))) {
                Waits.looking().until(() -> detail(wrong).startsWith("has no tables"));
                assertThat(detail(wrong))
                        .isEqualTo(
                                "has no tables to serve by: Kafka at %s refuses the connection: Authentication failed during authentication due to invalid credentials with SASL mechanism SCRAM-SHA-512. Check the settings that begin with KAFKA_SASL_ and KAFKA_SSL_."
                                        .formatted(broker.kafka().bootstrapServers()));
                Waits.looking().until(() -> detail(denied).startsWith("has no tables"));
                assertThat(detail(denied))
                        .startsWith(
                                "has no tables to serve by: Kafka at %s denies the topics mtg."
                                        .formatted(broker.kafka().bootstrapServers()))
                        .endsWith(": add the ACLs that mtg topics acls prints");
                assertThat(List.of(state(wrong), state(denied))).containsOnly(State.UNREADY);

                try (Admin client =
                        Admin.create(
                                SettingsReader.read(Map.of(), admin, null).settings().client())) {
                    client.createAcls(acls(admin)).all().get();
                }

                Waits.looking().until(() -> state(denied) == State.READY);
                assertThat(state(wrong)).isEqualTo(State.UNREADY);
            }
        }
    }

    private static List<AclBinding> acls(Map<String, String> admin) throws Exception {
        CommandForTests printed =
                CommandForTests.run(
                        admin, "topics", "acls", "--principal-prefix", "mtg-", "-o", "json");
        return PrintedAcls.bindings(new ObjectMapper().readTree(printed.out())).stream()
                .filter(acl -> acl.entry().principal().equals("User:" + USER))
                .toList();
    }

    private static GatewayServicePart gateway(Map<String, String> environment) {
        return ServiceParts.gateway(SettingsReader.read(Map.of(), environment, null));
    }

    private static String detail(GatewayServicePart gateway) {
        return gateway.report().checks().getFirst().detail();
    }

    private static State state(GatewayServicePart gateway) {
        return gateway.report().checks().getFirst().state();
    }

    private Map<String, String> environment(Map<String, String> client, FakeRegistry registry) {
        Map<String, String> environment = new TreeMap<>(client);
        environment.put("APICURIO_REGISTRY_URL", registry.address());
        environment.put("MTG_DATA", temp.resolve("gateway").toString());
        environment.put("MTG_GATEWAY_PORT", "0");
        return environment;
    }
}
