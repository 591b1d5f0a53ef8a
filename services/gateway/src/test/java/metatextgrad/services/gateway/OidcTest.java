package metatextgrad.services.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import metatextgrad.services.gateway.settings.GatewayRules;
import metatextgrad.testing.OidcProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A gateway whose people sign in at a real provider. */
abstract class OidcTest extends GatewayTest {
    static final String SECRET = "s3cret-of-the-console";

    private static final String PEOPLE =
            """
            {"ada": {"email": "Ada@example.com", "email_verified": true, "groups": ["operators", "readers", "others"]},
             "bob": {"email": "ada@example.com", "email_verified": false, "groups": ["readers"]},
             "eve": {"email": "eve@example.com", "email_verified": true, "groups": ["others"]}}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path temp;

    @SuppressWarnings("NullAway.Init")
    static OidcProvider provider;

    private static int port;

    final MemoryKafka kafka = new MemoryKafka();
    private final List<OidcVisitor> visitors = new ArrayList<>();

    @BeforeAll
    static void startProvider() throws Exception {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        String clients =
                """
                [{"id": "console", "secret": "%2$s", "redirect": "%1$s/sign-in/oidc/return", "signedOut": "%1$s/sign-in"}]
                """
                        .formatted(console(), SECRET);
        provider = OidcProvider.start(temp, clients, PEOPLE);
    }

    @AfterAll
    static void endProvider() throws Exception {
        if (provider != null) provider.close();
    }

    @BeforeEach
    final void startGateway() throws Exception {
        rules(provider.issuer());
        gateway.kafka(kafka).port(port).clientSecret(SECRET).start();
        new ConsoleState("").fill(gateway.gateway());
        kafka.rollout(gateway.gateway().views());
    }

    @AfterEach
    final void endVisits() throws Exception {
        visitors.forEach(OidcVisitor::close);
        provider.forge("nothing");
    }

    /** Another site than the provider: it has a name, and the provider an address. */
    static String console() {
        return "http://localhost:" + port;
    }

    /** Writes a file with an operator of one project, readers of all, and a key. */
    final void rules(String issuer) throws IOException {
        Files.writeString(
                gateway.file(),
                """
                keys:
                  - {name: shop, sha256: %s, projects: ['*'], scopes: [read]}
                oidc:
                  issuer: %s
                  client: console
                  console: %s
                  groups:
                    - {name: operators, projects: [dyck], scopes: [read, operate]}
                    - {name: readers, projects: ['*'], scopes: [read]}
                """
                        .formatted(GatewayRules.hash(GatewayUnderTest.KEY), issuer, console()));
    }

    final OidcVisitor visitor() {
        OidcVisitor visitor = new OidcVisitor(URI.create(console()));
        visitors.add(visitor);
        return visitor;
    }

    /** Requires a refusal with this line, and no session. */
    static void assertRefused(HttpResponse<String> answer, int status, String line) {
        assertThat(answer.body()).contains(line);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().allValues("set-cookie"))
                .noneMatch(one -> one.startsWith("mtg-session="));
    }
}
