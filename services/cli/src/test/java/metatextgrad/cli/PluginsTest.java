package metatextgrad.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ServiceConfigurationError;
import org.junit.jupiter.api.Test;

final class PluginsTest {
    private static final Error BROKEN =
            new ServiceConfigurationError("a.B could not be instantiated");

    @Test
    void shouldNameTheLimitOfOpenFiles() {
        assertThat(Plugins.problem(BROKEN, true))
                .hasMessage(
                        "too many open files: raise the limit, for example with ulimit -n 4096");
        assertThat(Plugins.problem(BROKEN, false))
                .hasMessage(
                        "a strategy, an evaluator or a command of a jar cannot be used: a.B could not be instantiated; fix the jar or remove it from plugins");
    }
}
