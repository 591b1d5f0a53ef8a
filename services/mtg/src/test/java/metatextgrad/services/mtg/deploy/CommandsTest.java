package metatextgrad.services.mtg.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Set;
import metatextgrad.services.mtg.Main;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class CommandsTest {
    @Test
    void shouldBeCommandsOfTheImage() {
        Set<String> commands = new CommandLine(new Main()).getSubcommands().keySet();
        assumeTrue(
                commands.contains(Commands.WORKER),
                "mtg cannot run a single service yet, so no container can");
        assertThat(commands)
                .containsAll(Commands.services())
                .contains(Commands.SIMULATOR, Commands.TOPICS.getFirst());
        assertThat(
                        new CommandLine(new Main())
                                .getSubcommands()
                                .get(Commands.TOPICS.getFirst())
                                .getSubcommands())
                .containsKey(Commands.TOPICS.getLast());
    }
}
