package metatextgrad.simulator.world;

import static com.fasterxml.jackson.databind.PropertyNamingStrategies.KEBAB_CASE;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import metatextgrad.simulator.helper.HelperNoise;
import metatextgrad.simulator.question.Task;
import metatextgrad.simulator.skill.Skill;
import org.jspecify.annotations.Nullable;

/**
 * A world file, split in two on reading: the world, for the student alone, and the public numbers
 * of the helpers.
 *
 * @param expect what a short search should find in this world, written before its first run
 */
public record WorldFile(String expect, HelperNoise helpers, World world) {
    private static final ObjectMapper YAML =
            new ObjectMapper(new YAMLFactory())
                    .setPropertyNamingStrategy(KEBAB_CASE)
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);

    private static final Pattern MISSING = Pattern.compile("^Missing (required )?creator property");

    /** Reads a file; a misspelt or missing key is an error. */
    public static WorldFile read(String yaml) throws IOException {
        Draft draft = draft(yaml);
        try {
            return new WorldFile(draft.expect, draft.helpers, world(draft.student));
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** The parser's own words speak of its options. */
    private static Draft draft(String yaml) throws IOException {
        try {
            return YAML.readValue(yaml, Draft.class);
        } catch (UnrecognizedPropertyException e) {
            throw new IOException("unknown key `" + path(e) + "`", e);
        } catch (MismatchedInputException e) {
            if (e.getPath().isEmpty()) throw new IOException("it is no map of keys", e);
            boolean missing = MISSING.matcher(e.getOriginalMessage()).find();
            String what = missing ? "missing" : "of the wrong kind";
            throw new IOException("`" + path(e) + "` is " + what, e);
        }
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(JsonMappingException.Reference::getFieldName)
                .filter(Objects::nonNull)
                .collect(Collectors.joining("."));
    }

    private static World world(StudentDraft draft) {
        var tasks = new EnumMap<Task, TaskWorld>(Task.class);
        for (Task task : Task.values()) {
            TaskDraft one = draft.tasks.get(task.id());
            if (one == null) {
                throw new IllegalArgumentException("the world file lacks the task " + task.id());
            }
            tasks.put(task, task(one));
        }
        return new World(draft.rho, draft.length, draft.formatLoss, tasks);
    }

    private static TaskWorld task(TaskDraft draft) {
        var skills = new EnumMap<Skill, Double>(Skill.class);
        draft.skills.forEach((id, weight) -> skills.put(Skill.named(id), weight));
        var needs = new EnumMap<Skill, Skill>(Skill.class);
        new TreeMap<>(draft.needs == null ? Map.of() : draft.needs)
                .forEach((id, needed) -> needs.put(Skill.named(id), Skill.named(needed)));
        List<TaskWorld.Clash> breaks =
                (draft.breaks == null ? List.<ClashDraft>of() : draft.breaks)
                        .stream().map(ClashDraft::clash).toList();
        return new TaskWorld(draft.base, draft.ceiling, skills, needs, breaks, draft.difficulty);
    }

    private record Draft(
            @JsonProperty(required = true) String expect,
            @JsonProperty(required = true) HelperNoise helpers,
            @JsonProperty(required = true) StudentDraft student) {}

    private record StudentDraft(
            double rho,
            World.LengthPenalty length,
            World.FormatLoss formatLoss,
            Map<String, TaskDraft> tasks) {}

    private record TaskDraft(
            double base,
            double ceiling,
            Map<String, Double> skills,
            @Nullable Map<String, String> needs,
            @Nullable List<ClashDraft> breaks,
            TaskWorld.Difficulty difficulty) {}

    private record ClashDraft(String one, String other, double loss) {
        TaskWorld.Clash clash() {
            return new TaskWorld.Clash(Skill.named(one), Skill.named(other), loss);
        }
    }
}
