package metatextgrad.simulator.student;

import java.util.List;

/** An answer as it comes out when a call that does not know the question garbles it. */
final class GarbledAnswer {
    private GarbledAnswer() {}

    /** Loses its last part, or is off by one. */
    static String garbled(String answer) {
        List<String> parts = List.of(answer.split("\\s+"));
        if (parts.size() > 1) {
            return String.join(" ", parts.subList(0, parts.size() - 1));
        }
        return answer.matches("\\d{1,8}")
                ? Integer.toString(Integer.parseInt(answer) + 1)
                : answer + answer;
    }
}
