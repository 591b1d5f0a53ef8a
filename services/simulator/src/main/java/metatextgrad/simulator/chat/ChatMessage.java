package metatextgrad.simulator.chat;

/** One message of a conversation. */
public record ChatMessage(String role, String text) {
    boolean isInstruction() {
        return role.equals("system") || role.equals("developer");
    }
}
