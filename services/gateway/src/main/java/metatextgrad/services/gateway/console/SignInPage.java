package metatextgrad.services.gateway.console;

/**
 * The form of the sign-in.
 *
 * @param problem one line on what did not work; empty for nothing
 * @param to where the person goes then
 * @param provider address that begins a sign-in by the provider; empty if there is none
 */
public record SignInPage(String problem, String to, String provider) {}
