package metatextgrad.simulator.student;

import java.util.List;

/** Garbles an answer, as a call may that passes it on without the question. */
final class GarbledAnswer {
    private GarbledAnswer() {}

    /** Drops the last part of an answer, or changes a number by one. */
    static String garbled(String answer) {
        List<String> parts = List.of(answer.split("\\s+"));
        if (parts.size() > 1) return String.join(" ", parts.subList(0, parts.size() - 1));
        return answer.matches("\\d{1,8}")
                ? Integer.toString(Integer.parseInt(answer) + 1)
                : answer + answer;
    }
}
