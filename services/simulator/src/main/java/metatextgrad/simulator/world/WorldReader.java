package metatextgrad.simulator.world;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.simulator.json.Yaml;
import metatextgrad.simulator.question.TaskFamily;
import metatextgrad.simulator.skill.Skill;
import org.jspecify.annotations.Nullable;

/** Reads the section of a world file for the student. */
final class WorldReader {
    private WorldReader() {}

    static World read(JsonNode section) throws IOException {
        StudentDraft draft = Yaml.record(section, StudentDraft.class);
        try {
            return world(draft);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static World world(StudentDraft draft) {
        var tasks = new EnumMap<TaskFamily, TaskWorld>(TaskFamily.class);
        for (TaskFamily task : TaskFamily.values()) {
            TaskDraft one = draft.tasks.get(task.id());
            if (one == null) {
                throw new IllegalArgumentException("the world file has no task " + task.id());
            }
            tasks.put(task, task(one));
        }
        return new World(
                draft.rho,
                draft.length,
                draft.formatLoss,
                draft.brittleness,
                draft.recall,
                draft.program,
                tasks);
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

    private record StudentDraft(
            double rho,
            World.LengthPenalty length,
            World.FormatLoss formatLoss,
            double brittleness,
            double recall,
            World.ProgramEffects program,
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
