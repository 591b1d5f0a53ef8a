package metatextgrad.simulator.helper;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.simulator.question.TaskFamily;
import metatextgrad.simulator.skill.Skill;

/** Descriptions in the words of the meta role, for experiments on descriptions. Pure. */
public final class TaskBriefs {
    private TaskBriefs() {}

    /** A description of the task that names these skills and no other. */
    public static String naming(TaskFamily task, List<Skill> skills) {
        List<String> sentences = new ArrayList<>(List.of(Phrases.briefs().opening(task)));
        for (Skill skill : skills)
            sentences.add(
                    Phrases.briefs().focus().getFirst().formatted(Phrases.briefs().idea(skill)));
        return String.join(" ", sentences);
    }

    /** A description of the task that names no skill. */
    public static String vague(TaskFamily task) {
        return Phrases.briefs().opening(task) + " " + Phrases.briefs().vague().getFirst();
    }
}
