package metatextgrad.cli.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import metatextgrad.cli.loop.LoopScenario;
import metatextgrad.json.OptimizerFile;
import metatextgrad.model.Aspect;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Phase;
import metatextgrad.model.project.Project;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Optimizers that users name as files. */
final class OptimizerFilesTest {
    private static final Project PROJECT = LoopScenario.project();

    @TempDir private Path temp;

    @Test
    void shouldStartFromTheFilesInsteadOfTheProject() throws IOException {
        Path file = file("one.json", spec("learned", "tgd", 2));

        Project with = OptimizerFiles.with(PROJECT, List.of(file));

        assertThat(with.optimizers()).containsExactly(spec("learned", "tgd", 2));
        assertThat(with.id()).isEqualTo(PROJECT.id());
        assertThat(OptimizerFiles.with(PROJECT, List.of())).isSameAs(PROJECT);
    }

    @Test
    void shouldRejectDuplicateNames() throws IOException {
        Path one = file("one.json", spec("learned", "tgd", 2));
        Path other = file("other.json", spec("learned", "tgd", 3));

        assertThatThrownBy(() -> OptimizerFiles.with(PROJECT, List.of(one, other)))
                .hasMessage("duplicate optimizer name `learned`: names must be unique");
    }

    @Test
    void shouldReportTheInvalidFileAndTheReason() throws IOException {
        Path unknown = file("unknown.json", spec("x", "tgdd", 2));
        Path tooLong = file("long.json", spec("x", "tgd", 1001));
        Path missing = temp.resolve("missing.json");

        assertThatThrownBy(() -> OptimizerFiles.read(unknown))
                .hasMessageStartingWith(
                        unknown
                                + ": optimizer: no strategy is called `tgdd`. Did you mean `tgd`? Known: ");
        assertThatThrownBy(() -> OptimizerFiles.read(tooLong))
                .hasMessage(
                        tooLong
                                + ": optimizer: the phases have 1001 steps in all, at most 1000 are allowed");
        assertThatThrownBy(() -> OptimizerFiles.read(missing))
                .hasMessage(missing + " does not exist");
    }

    @Test
    void shouldReportABrokenLinkAsMissing() throws IOException {
        Path loop = Files.createSymbolicLink(temp.resolve("loop"), Path.of("loop"));

        assertThatThrownBy(() -> OptimizerFiles.read(loop))
                .hasMessage(loop + " is a broken link: specify the file itself")
                .extracting(problem -> ((EnvironmentProblem) problem).exit())
                .isEqualTo(Exit.NOT_FOUND);
    }

    private Path file(String name, OptimizerSpec spec) throws IOException {
        return Files.writeString(temp.resolve(name), new OptimizerFile(spec, null).write());
    }

    private static OptimizerSpec spec(String name, String strategy, int steps) {
        return new OptimizerSpec(
                name, List.of(Phase.plain(strategy, Aspect.PROMPT, steps, "Improve.")));
    }
}
