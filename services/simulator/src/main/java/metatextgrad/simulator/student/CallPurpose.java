package metatextgrad.simulator.student;

import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;
import metatextgrad.simulator.skill.Skill;
import metatextgrad.simulator.skill.SkillReader;

/** The purpose that a prompt gives a call. */
enum CallPurpose {
    /** It describes a procedure and gives no answer. */
    PLAN,
    /** It looks for errors in a draft answer. */
    CHECK,
    /** It answers the question. */
    ANSWER;

    private static final Pattern PLANS =
            Pattern.compile(
                    "\\b(?:plan|planner|planning|plans|outline|analy[sz]e|analy[sz]er|analysis|procedure|strategy)\\b");
    private static final Pattern NO_ANSWER =
            Pattern.compile(
                    "\\b(?:do not|don't|never|without|not to|no need to)(?: \\w+){0,3} (?:answer|answering|solve|solving)\\b");
    private static final Pattern CHECKS =
            Pattern.compile(
                    "\\b(?:check|checks|checking|verify|verifies|verifying|validate|review|correct|double-check|examine)\\b"
                            + "(?: \\w+){0,6} (?:draft|answer|answers|solution|result|reply|work)\\b");
    private static final Pattern NO_CHECK =
            Pattern.compile(
                    "\\b(?:do not|don't|never|without)(?: \\w+){0,2} (?:check|verify|review|correct)");

    private static final int MAX_CACHED = 10_000;

    // Reading is a pure function of the prompt; the cache only saves time.
    private static final ConcurrentMap<String, CallPurpose> READ = new ConcurrentHashMap<>();

    static CallPurpose of(String prompt) {
        if (READ.size() > MAX_CACHED) READ.clear();
        return READ.computeIfAbsent(prompt, CallPurpose::read);
    }

    private static CallPurpose read(String prompt) {
        String text = prompt.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
        if (PLANS.matcher(text).find() && givesNoAnswer(prompt, text)) return PLAN;
        return CHECKS.matcher(text).find() && !NO_CHECK.matcher(text).find() ? CHECK : ANSWER;
    }

    private static boolean givesNoAnswer(String prompt, String text) {
        boolean mentionsAnswers =
                text.contains("answer") || SkillReader.taught(prompt).contains(Skill.ANSWER_LINE);
        return !mentionsAnswers || NO_ANSWER.matcher(text).find();
    }
}
