/** What is sent where no message is given. Only the link differs from one person to the next: nothing that a stranger wrote is in it. */
export const DEFAULT_SUBJECT = 'Please confirm your subscription';

const BUTTON =
  'display:inline-block;padding:14px 28px;border-radius:6px;background:#1f5fbf;color:#ffffff;font-weight:bold;text-decoration:none';

export const DEFAULT_BODY = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${DEFAULT_SUBJECT}</title>
</head>
<body style="margin:0;padding:0;background:#f3f4f6">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0">
<tr>
<td align="center" style="padding:32px 16px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:520px;background:#ffffff;border-radius:8px">
<tr>
<td align="center" style="padding:40px 32px;font:16px/1.5 Arial,sans-serif;color:#1f2937">
<p style="margin:0 0 24px">Please confirm that you want to receive our emails.</p>
<p style="margin:0 0 24px"><a href="{{confirm_url}}" style="${BUTTON}">Confirm my subscription</a></p>
<p style="margin:0;font-size:14px;color:#6b7280">If this was not you, ignore this message.</p>
</td>
</tr>
</table>
</td>
</tr>
</table>
</body>
</html>
`;
