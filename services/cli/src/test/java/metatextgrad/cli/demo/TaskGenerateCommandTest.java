package metatextgrad.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import metatextgrad.cli.input.Inputs;
import metatextgrad.cli.runs.RunForecaster;
import metatextgrad.cli.testing.CommandForTests;
import metatextgrad.json.SplitCounts;
import metatextgrad.json.TaskSet;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.Project;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TaskGenerateCommandTest {
    @Test
    void shouldWriteTasksThatKeepTheirSplits(@TempDir Path temp) throws Exception {
        Project project = Inputs.project("cents", HouseTasks.cents.project());
        Path file =
                Files.writeString(
                        temp.resolve("cents.jsonl"),
                        generate("cents", "--train=4", "--val=5", "--test=6", "--seed=7").out());

        TaskSet read = Inputs.tasks(file, project, false);

        assertThat(RunForecaster.of(project, read.tasks()).splits())
                .isEqualTo(new SplitCounts(4, 5, 0, 6));
        assertThat(read.tasks())
                .extracting(TaskSubmitted::input)
                .isEqualTo(
                        HouseTasks.cents.tasks(project.id(), "demo", 4, 5, 6, 7).stream()
                                .map(TaskSubmitted::input)
                                .toList());
    }

    @ParameterizedTest
    @CsvSource({"dyck", "word-sorting", "object-counting", "cents", "dates", "pieces"})
    void shouldGenerateEveryFamilyWithoutACluster(String family) {
        CommandForTests ended = generate(family, "--train=1", "--val=0", "--test=1");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out().lines())
                .hasSize(2)
                .allMatch(line -> line.matches("\\{\"input\":.*,\"split\":.*,\"target\":.*}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sents | Did you mean `cents`?",
                "cents --train=-1 | --train, --val and --test must be from 0 to 100000, not -1",
                "cents --test=100001 | --train, --val and --test must be from 0 to 100000, not 100001",
            })
    void shouldRefuseWhatItCannotGenerate(String line, String problem) {
        CommandForTests ended = generate(line.split(" "));

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).startsWith("mtg: ").contains(problem);
    }

    private static CommandForTests generate(String... arguments) {
        String[] all = new String[arguments.length + 2];
        all[0] = "tasks";
        all[1] = "generate";
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return CommandForTests.run(Map.of(), all);
    }
}
