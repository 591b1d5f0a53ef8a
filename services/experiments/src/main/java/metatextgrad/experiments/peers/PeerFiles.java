package metatextgrad.experiments.peers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import metatextgrad.experiments.PeerJob;
import metatextgrad.experiments.path.AcceptedProgram;
import metatextgrad.experiments.path.SearchPath;
import metatextgrad.intake.SplitRule;
import metatextgrad.model.Node;
import metatextgrad.model.Program;
import metatextgrad.model.Split;
import metatextgrad.model.Text;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.ModelSpec;
import metatextgrad.model.project.Project;
import org.jspecify.annotations.Nullable;

/** The files that the Python programs read, and the lines that they print. */
record PeerFiles(Project project, List<TaskSubmitted> tasks) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private record Model(String name, @Nullable Double temperature, int maxTokens) {
        static Model of(ModelSpec spec) {
            return new Model(spec.name(), spec.temperature(), spec.maxTokens());
        }
    }

    private record Task(String id, String input, @Nullable String target) {}

    private record Study(
            URI baseUrl,
            URI scorer,
            Map<String, Model> models,
            String seedPrompt,
            String train,
            String val,
            long calls,
            boolean distinct,
            List<PeerJob> jobs) {}

    private record Accepted(
            long calls, @Nullable Double validation, String prompt, @Nullable Integer parent) {}

    private record Result(
            String peer, String setting, long seed, long calls, List<Accepted> programs) {}

    PeerFiles {
        tasks = List.copyOf(tasks);
    }

    /** Writes the tasks and one file for each list of jobs; returns the latter. */
    List<Path> write(
            Path folder,
            URI models,
            URI scorer,
            long calls,
            boolean distinct,
            List<List<PeerJob>> jobs)
            throws IOException {
        Path train = tasks(folder.resolve("train.jsonl"), Split.TRAIN);
        Path val = tasks(folder.resolve("val.jsonl"), Split.VAL);
        List<Path> files = new ArrayList<>();
        for (List<PeerJob> some : jobs) {
            Study study =
                    new Study(
                            models,
                            scorer,
                            models(),
                            call().prompt().value(),
                            train.toString(),
                            val.toString(),
                            calls,
                            distinct,
                            some);
            Path file = folder.resolve("study-" + files.size() + ".json");
            Files.write(file, MAPPER.writeValueAsBytes(study));
            files.add(file);
        }
        return files;
    }

    /** Reads a line that a job printed. */
    SearchPath read(String line) {
        try {
            Result result = MAPPER.readValue(line, Result.class);
            return new SearchPath(
                    result.peer(),
                    result.setting(),
                    result.seed(),
                    result.calls(),
                    result.programs().stream().map(this::accepted).toList());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a peer printed no result: " + line, e);
        }
    }

    /** Returns why the peers cannot improve the project, in one line; null if they can. */
    static @Nullable String problem(Project project) {
        if (!project.loop().mayShowTargets())
            return "the peers show right answers to their optimizers, and `targets` is private";
        return project.seed().nodes().size() == 1 && project.seed().trainable().size() == 1
                ? null
                : "the peers improve programs of one call only";
    }

    private AcceptedProgram accepted(Accepted accepted) {
        Program program = project.seed().withPrompts(Map.of(call().id(), accepted.prompt()));
        Integer parent = accepted.parent();
        return new AcceptedProgram(
                accepted.calls(), accepted.validation(), program, parent == null ? -1 : parent);
    }

    private Node.LlmCall call() {
        return project.seed().trainable().getFirst();
    }

    private Map<String, Model> models() {
        Map<String, Model> models = new LinkedHashMap<>();
        project.loop()
                .models()
                .forEach((role, spec) -> models.put(Text.lower(role), Model.of(spec)));
        return models;
    }

    private Path tasks(Path file, Split split) throws IOException {
        List<String> lines = new ArrayList<>();
        for (TaskSubmitted task : tasks) {
            if (SplitRule.split(task, project.shares()) == split)
                lines.add(
                        MAPPER.writeValueAsString(
                                new Task(task.id().value(), task.input(), task.target())));
        }
        return Files.write(file, lines);
    }
}
