package metatextgrad.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import metatextgrad.cli.testing.CommandNames;
import org.junit.jupiter.api.Test;

final class CommandsTest {
    @Test
    void shouldBeCommandsOfTheImage() {
        assertThat(CommandNames.under())
                .containsAll(Commands.services())
                .contains(Commands.SIMULATOR, Commands.TOPICS.getFirst());
        assertThat(CommandNames.under(Commands.TOPICS.getFirst()))
                .contains(Commands.TOPICS.getLast());
    }
}
