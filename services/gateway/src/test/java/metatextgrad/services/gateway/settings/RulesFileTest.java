package metatextgrad.services.gateway.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import metatextgrad.model.ProjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RulesFileTest {
    private static final String HASH = GatewayRules.hash("mtg-1");

    @TempDir private Path folder;

    @Test
    void shouldReadKeysAndRules() {
        GatewayRules rules =
                RulesFile.read(
                        """
                        keys:
                          - {name: shop, sha256: %s, projects: [dyck], scopes: [serve]}
                        projects:
                          dyck: {system: append, sample: 0.1, model: m, variables: [a]}
                        """
                                .formatted(HASH));

        GatewayKey key = rules.key("mtg-1").orElseThrow();
        assertThat(key.allows(Scope.SERVE, new ProjectId("dyck"))).isTrue();
        assertThat(key.allows(Scope.SERVE, new ProjectId("other"))).isFalse();
        assertThat(key.allows(Scope.FEED, new ProjectId("dyck"))).isFalse();
        assertThat(rules.key("mtg-2")).isEmpty();
        assertThat(rules.of(new ProjectId("dyck")))
                .isEqualTo(new ProjectRules(SystemPolicy.APPEND, 0.1, "m", List.of("a")));
        assertThat(rules.of(new ProjectId("other"))).isEqualTo(ProjectRules.DEFAULT);
    }

    /** Limits and repeated requests of both would be one. */
    @Test
    void shouldRefuseTwoKeysOfOneName() {
        String file =
                "keys: [{name: a, sha256: %s, projects: [dyck], scopes: [serve]}, {name: a, sha256: %s, projects: [dyck], scopes: [serve]}]"
                        .formatted(HASH, "f".repeat(64));

        assertThatThrownBy(() -> RulesFile.read(file))
                .hasMessage("keys[1].name is `a`, as of a key before: give each its own");
    }

    @Test
    void shouldReadAnEmptyFile() {
        assertThat(RulesFile.read("")).isEqualTo(GatewayRules.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    rate: 50            | 50  | 50
                    rate: 0.5           | 0.5 | 1
                    rate: 50, burst: 7  | 50  | 7
                    """)
    void shouldReadTheRateOfAKey(String fields, double perSecond, int burst) {
        GatewayRules rules =
                RulesFile.read("keys: [{name: a, sha256: %s, %s}]".formatted(HASH, fields));

        assertThat(rules.key("mtg-1").orElseThrow().rate())
                .isEqualTo(new KeyRate(perSecond, burst));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    rate: 0             | keys[0].rate must be a number of requests a second, above 0
                    rate: fast          | keys[0].rate must be a number of requests a second, above 0
                    burst: 7            | keys[0].rate must be a number of requests a second, above 0
                    rate: 1, burst: 1.5 | keys[0].burst must be a whole number, 1 or more
                    """)
    void shouldStateWhatIsWrongWithARate(String fields, String reason) {
        assertThatThrownBy(
                        () ->
                                RulesFile.read(
                                        "keys: [{name: a, sha256: %s, %s}]"
                                                .formatted(HASH, fields)))
                .hasMessage(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    key: []                                  | the file has the unknown field `key`; known are [keys, oidc, projects]
                    keys: 1                                  | keys must be a list
                    keys: [{name: a, sha256: mtg-secret}]    | keys[0].sha256 must have 64 hexadecimal digits: the SHA-256 of the key
                    projects: {a: {sample: 2}}               | projects.a.sample must be a number from 0 to 1
                    projects: {a: {system: none}}            | projects.a.system must be one of [replace, prepend, append], not `none`
                    projects: {a: {variables: [a-b]}}        | projects.a.variables must have letters, digits and underscores
                    projects: [{dyck: {sample: 1}}]          | projects must be an object
                    a: [                                     | is not valid YAML in line 1
                    """)
    void shouldStateWhatIsWrong(String yaml, String reason) {
        assertThatThrownBy(() -> RulesFile.read(yaml)).hasMessage(reason);
    }

    @Test
    void shouldRefuseAnInvalidFileAtItsStart() throws Exception {
        Path file = Files.writeString(folder.resolve("gateway.yaml"), "key: []");

        assertThatThrownBy(() -> new LiveRules(file))
                .hasMessageStartingWith(file + ": the file has the unknown field");
        assertThatThrownBy(() -> new LiveRules(folder.resolve("none")))
                .hasMessageStartingWith("cannot read");
    }
}
