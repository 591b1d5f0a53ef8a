package metatextgrad.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import metatextgrad.cli.testing.CommandNames;
import org.junit.jupiter.api.Test;

final class CommandsTest {
    @Test
    void shouldBeCommandsOfTheImage() {
        assertThat(CommandNames.under())
                .contains(Commands.SIMULATOR, Commands.TOPICS.getFirst())
                .doesNotContainAnyElementsOf(Commands.services());
        for (String service : Commands.services()) {
            List<String> command = Commands.of(service);
            assertThat(CommandNames.under(command.getFirst())).contains(command.getLast());
        }
        assertThat(CommandNames.under(Commands.TOPICS.getFirst()))
                .contains(Commands.TOPICS.getLast());
    }
}
