package metatextgrad.cli.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class IdPrefixesTest {
    private static final IdPrefixes IDS =
            new IdPrefixes(List.of("run-dyck-1a2b-1", "run-dyck-1a2b-10", "run-sort-77-1"));

    @Test
    void shouldFindTheIdThatAPrefixNames() {
        assertThat(named("run-s")).isEqualTo("run-sort-77-1");
        assertThat(named("run-dyck-1a2b-1")).isEqualTo("run-dyck-1a2b-1");
        assertThat(named("run-dyck-1a2b-10")).isEqualTo("run-dyck-1a2b-10");
    }

    @Test
    void shouldNameTheMatchesOfAnAmbiguousPrefixInOneLine() {
        assertThatThrownBy(() -> named("run-dyck"))
                .hasMessage("run-dyck could be 2 runs: run-dyck-1a2b-1, run-dyck-1a2b-10");
    }

    @Test
    void shouldRefuseWhatNoIdBeginsWith() {
        assertThatThrownBy(() -> named("run-x")).hasMessage("no run run-x: mtg runs ls lists them");
        assertThatThrownBy(() -> named("")).hasMessageStartingWith("no run ");
    }

    private static String named(String prefix) {
        return IDS.named(prefix, "run", "mtg runs ls");
    }
}
