package metatextgrad.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ServiceLoader;
import java.util.stream.Stream;
import metatextgrad.cli.ModuleCommand;
import metatextgrad.cli.cluster.Platform;
import metatextgrad.evaluator.Evaluator;
import metatextgrad.strategy.OptimizerStrategy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files in META-INF/services name interfaces as text, so a moved interface would lose them. */
final class ServiceFilesTest {
    static Stream<Class<?>> interfaces() {
        return Stream.of(
                ModuleCommand.class,
                Platform.Provider.class,
                Evaluator.class,
                OptimizerStrategy.class);
    }

    @ParameterizedTest
    @MethodSource("interfaces")
    void shouldNameEachExistingInterface(Class<?> type) {
        assertThat(type.getClassLoader().getResource("META-INF/services/" + type.getName()))
                .isNotNull();
    }

    @Test
    void shouldFindTheEmbeddedSystem() {
        assertThat(ServiceLoader.load(Platform.Provider.class)).hasSize(1);
    }
}
