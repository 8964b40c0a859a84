// Passkeys need a script: the browser itself speaks with the device. Without it the form stays hidden.
for (const form of document.querySelectorAll("[data-passkey]")) {
  if (!window.PublicKeyCredential || !PublicKeyCredential.parseRequestOptionsFromJSON) continue;
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    if (form.elements.credential.value) return;
    event.preventDefault();
    try {
      const asked = await (await fetch(form.dataset.options)).json();
      const making = form.dataset.passkey === "create";
      const publicKey = making
        ? PublicKeyCredential.parseCreationOptionsFromJSON(asked.publicKey)
        : PublicKeyCredential.parseRequestOptionsFromJSON(asked.publicKey);
      const found = await navigator.credentials[making ? "create" : "get"]({ publicKey });
      form.elements.credential.value = JSON.stringify(found.toJSON());
      form.submit();
    } catch (error) {
      form.querySelector("[data-passkey-failed]").hidden = false;
    }
  });
}
