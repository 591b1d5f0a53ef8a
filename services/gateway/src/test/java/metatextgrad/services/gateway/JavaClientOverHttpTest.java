package metatextgrad.services.gateway;

import static metatextgrad.services.gateway.GatewayUnderTest.KEY;
import static metatextgrad.services.gateway.GatewayUnderTest.twoVersions;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import metatextgrad.client.Prompt;
import metatextgrad.client.PromptClient;
import metatextgrad.client.PromptClientBuilder;
import metatextgrad.client.UserFeedback;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The Java client of applications against a gateway with a fixed table. */
final class JavaClientOverHttpTest extends GatewayTest {
    private final List<String> failures = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() throws Exception {
        gateway.table(twoVersions()).start();
    }

    private PromptClientBuilder builder(String key) {
        return PromptClient.builder(gateway.uri(""), key, "dyck")
                .onFailure((message, cause) -> failures.add(message));
    }

    @Test
    void shouldChooseAsTheGatewayStates() {
        try (PromptClient client = builder(KEY).connect()) {
            Prompt first = client.prompt("a").orElseThrow();
            Prompt second = client.prompt("e").orElseThrow();

            assertThat(List.of(first.version(), first.text(), first.probability()))
                    .isEqualTo(List.of("v1", "First.", .75));
            assertThat(List.of(second.version(), second.text(), second.probability()))
                    .isEqualTo(List.of("v2", "Second.", .25));
            assertThat(failures).isEmpty();
        }
    }

    @Test
    void shouldStateWhyTheGatewayRefuses() {
        try (PromptClient client = builder("mtg-unknown").connect()) {
            assertThat(client.prompt("a")).isEmpty();
            assertThat(failures.getFirst())
                    .startsWith("cannot read the prompts of dyck: HTTP 401: ");
        }
    }

    @Test
    void shouldKeepRecordsWhileKafkaIsAway() {
        try (PromptClient client = builder(KEY).connect()) {
            client.submit("question-1", "a", "( [");
            client.report("question-1", client.prompt("a").orElseThrow(), "] )");
            client.feedback("question-1", UserFeedback.good());
            Awaitility.await().until(() -> failures.size() >= 3);

            assertThat(failures)
                    .allMatch(line -> line.startsWith("cannot send to the gateway: HTTP 503: "));
            assertThat(client.lost()).isZero();
        }
    }
}
